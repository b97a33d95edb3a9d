-- Merging, by the rules of the ledger: of every (grp, member) the statement that precedes all others is kept, and of a group
-- those count that the rule of its CLI calls responses. What decides runs under one lock in one transaction, so clients cannot
-- deadlock, and what they see is whole. Functions run as their owner: a role needs nothing but the right to call them.

CREATE FUNCTION toktrack.schema_version() RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = toktrack, pg_temp
AS $$ SELECT max(version) FROM toktrack.schema_version $$;

-- The tables a client copies its batch into. They are its session's alone and vanish with the transaction.
CREATE FUNCTION toktrack.begin_batch() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = toktrack, pg_temp SET client_min_messages = warning
AS $$
BEGIN
    DROP TABLE IF EXISTS pg_temp.staged_name, pg_temp.staged_origin, pg_temp.staged, pg_temp.staged_kept, pg_temp.staged_day;
    CREATE TEMP TABLE staged_name (number integer NOT NULL, kind smallint NOT NULL, text text NOT NULL) ON COMMIT DROP;
    CREATE TEMP TABLE staged_origin (number integer NOT NULL, machine integer NOT NULL, person integer NOT NULL) ON COMMIT DROP;
    CREATE TEMP TABLE staged (
        grp bigint NOT NULL, member bigint NOT NULL, time timestamptz NOT NULL, ticks bigint NOT NULL, rank bigint NOT NULL, place bigint NOT NULL,
        input bigint NOT NULL, output bigint NOT NULL, cache_write_5m bigint NOT NULL, cache_write_1h bigint NOT NULL,
        cache_read bigint NOT NULL, reasoning bigint NOT NULL, reported_cost bigint NOT NULL, web_searches integer NOT NULL,
        file integer NOT NULL, model integer NOT NULL, project integer NOT NULL, session integer NOT NULL, branch integer NOT NULL, origin integer NOT NULL,
        source smallint NOT NULL, flags smallint NOT NULL, class smallint NOT NULL
    ) ON COMMIT DROP;
    CREATE TEMP TABLE staged_kept (LIKE toktrack.kept) ON COMMIT DROP;
    CREATE TEMP TABLE staged_day (day bigint NOT NULL, state bigint NOT NULL) ON COMMIT DROP;
    GRANT INSERT ON pg_temp.staged_name, pg_temp.staged_origin, pg_temp.staged, pg_temp.staged_kept, pg_temp.staged_day TO PUBLIC;
END
$$;

-- The database's numbers of a batch's names and origins; that of number n stands at n + 1, of nothing (0) at 1. New ones are added in
-- one order by everybody, so that two clients may wait for each other's names, but never both.
CREATE FUNCTION toktrack.take_names(OUT ids integer[], OUT origins integer[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = toktrack, pg_temp
AS $$
BEGIN
    IF EXISTS (SELECT FROM pg_catalog.pg_class WHERE relnamespace = pg_my_temp_schema() AND relname LIKE 'staged%'
               AND (relkind <> 'r' OR relowner <> (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user))) THEN
        RAISE EXCEPTION 'the tables of a batch are made by toktrack.begin_batch alone';
    END IF;

    INSERT INTO toktrack.name (kind, digest, text)
    SELECT s.kind, s.digest, s.text
    FROM (SELECT DISTINCT kind, sha256(convert_to(text, 'UTF8')) AS digest, text FROM pg_temp.staged_name) s
    LEFT JOIN LATERAL (SELECT n.id FROM toktrack.name n WHERE n.kind = s.kind AND n.digest = s.digest OFFSET 0) n ON true
    WHERE n.id IS NULL
    ORDER BY s.kind, s.digest
    ON CONFLICT DO NOTHING;

    SELECT ARRAY[0] || coalesce(array_agg(n.id ORDER BY s.number), '{}')
    INTO ids
    FROM pg_temp.staged_name s
    CROSS JOIN LATERAL (SELECT n.id FROM toktrack.name n WHERE n.kind = s.kind AND n.digest = sha256(convert_to(s.text, 'UTF8')) OFFSET 0) n;

    INSERT INTO toktrack.origin (machine, person)
    SELECT DISTINCT ids[s.machine + 1], ids[s.person + 1] FROM pg_temp.staged_origin s
    EXCEPT SELECT machine, person FROM toktrack.origin
    ORDER BY 1, 2
    ON CONFLICT DO NOTHING;

    SELECT ARRAY[0] || coalesce(array_agg(o.id ORDER BY s.number), '{}')
    INTO origins
    FROM pg_temp.staged_origin s JOIN toktrack.origin o ON o.machine = ids[s.machine + 1] AND o.person = ids[s.person + 1];
END
$$;

-- Adds the months of a batch. A table is made and then attached rather than created as a partition: readers are not kept waiting.
CREATE FUNCTION toktrack.add_months() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = toktrack, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
    month timestamptz;
    child text;
BEGIN
    FOR month IN
        SELECT m FROM (SELECT DISTINCT date_trunc('month', time) AS m FROM pg_temp.staged WHERE time >= '2000-01-01 00:00Z' AND time < '2100-01-01 00:00Z') months
        WHERE to_regclass('toktrack.response_' || to_char(m, 'YYYYMM')) IS NULL ORDER BY m
    LOOP
        PERFORM pg_advisory_xact_lock(hashtextextended('toktrack.months', 0));
        child := 'response_' || to_char(month, 'YYYYMM');
        CONTINUE WHEN to_regclass('toktrack.' || child) IS NOT NULL;
        EXECUTE format('CREATE TABLE toktrack.%I (LIKE toktrack.response INCLUDING ALL)', child);
        EXECUTE format('ALTER TABLE toktrack.response ATTACH PARTITION toktrack.%I FOR VALUES FROM (%L) TO (%L)', child, month, month + interval '1 month');
    END LOOP;
END
$$;

-- Merges a batch. Of what it brought: how many rows are new, how many stand in for others, how many were known.
--
-- A hopeful client believes that the database knows none of its groups: then all but the keys is written before the lock is
-- taken, and clients keep each other waiting for a third of the time. If it was wrong, the batch fails with TT001 and is to be
-- sent again without hope. Names come before months, months before the lock, the lock before slots, in every batch.
CREATE FUNCTION toktrack.merge_batch(sender text, hopeful boolean, OUT added bigint, OUT replaced bigint, OUT known bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = toktrack, pg_temp SET timezone = 'UTC' SET client_min_messages = warning SET jit = off
AS $$
#variable_conflict use_column
DECLARE
    ids integer[];
    origins integer[];
    total bigint;
    contested boolean;
BEGIN
    SELECT n.ids, n.origins INTO ids, origins FROM toktrack.take_names() n;
    PERFORM toktrack.add_months();

    -- Groups with several statements, here or in the database: only these need more than an insert.
    DROP TABLE IF EXISTS pg_temp.contested, pg_temp.sums;
    CREATE TEMP TABLE contested ON COMMIT DROP AS SELECT s.grp FROM pg_temp.staged s GROUP BY s.grp HAVING count(*) > 1;
    IF NOT hopeful THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('toktrack.merge', 0));
        INSERT INTO pg_temp.contested
        SELECT DISTINCT s.grp FROM pg_temp.staged s CROSS JOIN LATERAL (SELECT FROM toktrack.response_key k WHERE k.grp = s.grp LIMIT 1) k
        EXCEPT SELECT c.grp FROM pg_temp.contested c;
    END IF;
    contested := EXISTS (SELECT FROM pg_temp.contested);
    SELECT count(*) INTO total FROM pg_temp.staged;

    INSERT INTO toktrack.response
    SELECT s.grp, s.member, s.time, s.ticks, s.rank, s.place, s.input, s.output, s.cache_write_5m, s.cache_write_1h, s.cache_read, s.reasoning, s.reported_cost, s.web_searches,
           ids[s.file + 1], ids[s.model + 1], ids[s.project + 1], ids[s.session + 1], ids[s.branch + 1], origins[s.origin + 1], s.source, s.flags, s.class, true
    FROM pg_temp.staged s
    WHERE NOT contested OR NOT EXISTS (SELECT FROM pg_temp.contested c WHERE c.grp = s.grp);
    GET DIAGNOSTICS merge_batch.added = ROW_COUNT;

    CREATE TEMP TABLE sums ON COMMIT DROP AS
    SELECT date_bin('15 minutes', s.time, '0001-01-01 00:00Z') AS starts, s.source, s.class, ids[s.model + 1] AS model, ids[s.project + 1] AS project, ids[s.session + 1] AS session,
           ids[s.branch + 1] AS branch, origins[s.origin + 1] AS origin, count(*) AS requests, sum(s.web_searches)::bigint AS web_searches, sum(s.reported_cost)::bigint AS reported_cost,
           min(s.ticks) AS first_ticks, max(s.ticks) AS last_ticks, sum(s.input)::bigint AS input, sum(s.output)::bigint AS output, sum(s.cache_write_5m)::bigint AS cache_write_5m,
           sum(s.cache_write_1h)::bigint AS cache_write_1h, sum(s.cache_read)::bigint AS cache_read, sum(s.reasoning)::bigint AS reasoning
    FROM pg_temp.staged s
    WHERE NOT contested OR NOT EXISTS (SELECT FROM pg_temp.contested c WHERE c.grp = s.grp)
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;

    IF hopeful THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('toktrack.merge', 0));
        IF EXISTS (
            SELECT FROM (SELECT s.grp FROM pg_temp.staged s ORDER BY s.grp) s
            CROSS JOIN LATERAL (SELECT FROM toktrack.response_key k WHERE k.grp = s.grp LIMIT 1) k
            WHERE NOT contested OR NOT EXISTS (SELECT FROM pg_temp.contested c WHERE c.grp = s.grp)) THEN
            RAISE EXCEPTION 'the database knows some of the batch' USING ERRCODE = 'TT001';
        END IF;
    END IF;

    INSERT INTO toktrack.response_key (grp, member, time)
    SELECT s.grp, s.member, s.time FROM pg_temp.staged s
    WHERE NOT contested OR NOT EXISTS (SELECT FROM pg_temp.contested c WHERE c.grp = s.grp)
    ORDER BY s.grp;

    INSERT INTO toktrack.slot AS t (starts, source, class, model, project, session, branch, origin, requests, web_searches, reported_cost, first_ticks, last_ticks,
                                    input, output, cache_write_5m, cache_write_1h, cache_read, reasoning)
    SELECT * FROM pg_temp.sums
    ON CONFLICT (starts, session, model, class, project, branch, origin, source) DO UPDATE SET
        requests = t.requests + excluded.requests, web_searches = t.web_searches + excluded.web_searches, reported_cost = t.reported_cost + excluded.reported_cost,
        first_ticks = least(t.first_ticks, excluded.first_ticks), last_ticks = greatest(t.last_ticks, excluded.last_ticks),
        input = t.input + excluded.input, output = t.output + excluded.output, cache_write_5m = t.cache_write_5m + excluded.cache_write_5m,
        cache_write_1h = t.cache_write_1h + excluded.cache_write_1h, cache_read = t.cache_read + excluded.cache_read, reasoning = t.reasoning + excluded.reasoning;

    merge_batch.replaced := 0;
    IF contested THEN
        SELECT m.added + merge_batch.added, m.replaced INTO merge_batch.added, merge_batch.replaced FROM toktrack.merge_contested(ids, origins) m;
    END IF;

    merge_batch.known := total - merge_batch.added - merge_batch.replaced;
    PERFORM toktrack.merge_kept(ids);
    INSERT INTO toktrack.pushed AS p (machine, day, state)
    SELECT toktrack.name_id(6::smallint, sender), d.day, d.state FROM pg_temp.staged_day d
    ON CONFLICT (machine, day) DO UPDATE SET state = excluded.state, at = now();
END
$$;

-- The statements of contested groups against those there are.
CREATE FUNCTION toktrack.merge_contested(ids integer[], origins integer[], OUT added bigint, OUT replaced bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = toktrack, pg_temp SET timezone = 'UTC' SET client_min_messages = warning SET jit = off
AS $$
BEGIN
    DROP TABLE IF EXISTS pg_temp.rival, pg_temp.winner, pg_temp.gone, pg_temp.come, pg_temp.cell;

    -- A lateral with OFFSET: the month and the row are looked up for each key, never a month read whole.
    CREATE TEMP TABLE rival ON COMMIT DROP AS
        SELECT r.*, false AS is_new
        FROM pg_temp.contested c
        CROSS JOIN LATERAL (SELECT k.grp, k.member, k.time FROM toktrack.response_key k WHERE k.grp = c.grp OFFSET 0) k
        CROSS JOIN LATERAL (SELECT r.* FROM toktrack.response r WHERE r.time = k.time AND r.grp = k.grp AND r.member = k.member OFFSET 0) r;
    ANALYZE pg_temp.rival;

    -- What is known word for word needs no work; a person's name is added where none was given before.
    INSERT INTO pg_temp.rival
        SELECT s.grp, s.member, s.time, s.ticks, s.rank, s.place, s.input, s.output, s.cache_write_5m, s.cache_write_1h, s.cache_read, s.reasoning, s.reported_cost, s.web_searches,
               ids[s.file + 1], ids[s.model + 1], ids[s.project + 1], ids[s.session + 1], ids[s.branch + 1], origins[s.origin + 1], s.source, s.flags, s.class, true, true
        FROM pg_temp.staged s
        JOIN pg_temp.contested c ON c.grp = s.grp
        JOIN toktrack.origin mine ON mine.id = origins[s.origin + 1]
        WHERE NOT EXISTS (
            SELECT FROM pg_temp.rival r JOIN toktrack.origin p ON p.id = r.origin
            WHERE NOT r.is_new AND r.grp = s.grp AND r.member = s.member
              AND (r.ticks, r.rank, r.place, r.input, r.output, r.cache_write_5m, r.cache_write_1h, r.cache_read, r.reasoning, r.reported_cost, r.web_searches, r.flags,
                   r.file, r.model, r.project, r.session, r.branch)
                = (s.ticks, s.rank, s.place, s.input, s.output, s.cache_write_5m, s.cache_write_1h, s.cache_read, s.reasoning, s.reported_cost, s.web_searches, s.flags,
                   ids[s.file + 1], ids[s.model + 1], ids[s.project + 1], ids[s.session + 1], ids[s.branch + 1])
              AND (p.person <> 0 OR mine.person = 0));
    DELETE FROM pg_temp.rival r WHERE NOT EXISTS (SELECT FROM pg_temp.rival n WHERE n.is_new AND n.grp = r.grp);
    added := 0;
    replaced := 0;
    IF NOT EXISTS (SELECT FROM pg_temp.rival) THEN
        RETURN;
    END IF;
    ANALYZE pg_temp.rival;

    -- Of each (grp, member) the statement that precedes all others (seq), then the rule of the CLI among those of a group.
    CREATE TEMP TABLE winner ON COMMIT DROP AS
    WITH best AS (
        SELECT DISTINCT ON (r.grp, r.member) r.*, f.text COLLATE "C" AS path,
               m.text COLLATE "C" AS model_text, p.text COLLATE "C" AS project_text, s.text COLLATE "C" AS session_text, b.text COLLATE "C" AS branch_text,
               CASE WHEN r.flags & 1 = 0 THEN r.member ELSE ~r.member END AS variant
        FROM pg_temp.rival r
        JOIN toktrack.name f ON f.id = r.file JOIN toktrack.name m ON m.id = r.model JOIN toktrack.name p ON p.id = r.project
        JOIN toktrack.name s ON s.id = r.session JOIN toktrack.name b ON b.id = r.branch
        ORDER BY r.grp, r.member, r.rank DESC, r.ticks, f.text COLLATE "C", r.place, r.input, r.output, r.cache_write_5m, r.cache_write_1h, r.cache_read, r.reasoning,
                 r.reported_cost, r.web_searches, r.flags, m.text COLLATE "C", p.text COLLATE "C", s.text COLLATE "C", b.text COLLATE "C", r.is_new DESC
    ), ordered AS (
        SELECT *,
               row_number() OVER (PARTITION BY grp ORDER BY rank DESC, ticks, path, place, input, output, cache_write_5m, cache_write_1h, cache_read, reasoning,
                                  reported_cost, web_searches, flags, model_text, project_text, session_text, branch_text, member) AS seq,
               rank() OVER (PARTITION BY grp ORDER BY ticks, path, place) AS age,
               count(*) FILTER (WHERE flags & 1 = 0 AND variant <> 0) OVER (PARTITION BY grp) AS requests,
               variant <> 0 AND bool_or(flags & 1 = 0) OVER (PARTITION BY grp, variant) AS has_request,
               min(ticks) OVER (PARTITION BY grp, input, output, cache_write_5m, cache_write_1h, cache_read, reasoning) AS same_first
        FROM best
    ), led AS (
        SELECT *, has_request AND seq = min(seq) OVER (PARTITION BY grp, variant) AS leads FROM ordered
    ), aged AS (
        SELECT *, min(age) FILTER (WHERE leads) OVER (PARTITION BY grp) AS first_age FROM led
    ), housed AS (
        SELECT *, CASE WHEN has_request THEN variant ELSE min(variant) FILTER (WHERE leads AND age = first_age) OVER (PARTITION BY grp) END AS home FROM aged
    )
    SELECT grp, member, time, ticks, rank, place, input, output, cache_write_5m, cache_write_1h, cache_read, reasoning, reported_cost, web_searches,
           file, model, project, session, branch, origin, source, flags, class,
           CASE source
               -- Claude Code: one, unless main-chain statements carry different request ids; then one for each of those.
               WHEN 1 THEN CASE WHEN requests < 2 THEN seq = 1 ELSE seq = min(seq) OVER (PARTITION BY grp, home) END
               -- Codex: all but the first event of a file that repeats an earlier one.
               WHEN 2 THEN flags & 8 = 0 OR same_first >= ticks
               -- Gemini: the last statement; a stream comes before a document.
               WHEN 3 THEN 1 = row_number() OVER (PARTITION BY grp ORDER BY (rank >= 4611686018427387904) DESC, input + output + cache_write_5m + cache_write_1h + cache_read DESC,
                                                  age, variant < 0, variant)
               -- OpenCode: all but copies in forked sessions.
               WHEN 4 THEN flags & 8 = 0 OR 1 = row_number() OVER (
                   PARTITION BY grp, model, input, output, cache_write_5m, cache_write_1h, cache_read, reasoning, reported_cost ORDER BY flags & 8, age, variant < 0, variant)
               ELSE seq = 1
           END AS counts,
           is_new
    FROM housed;

    CREATE TEMP TABLE gone ON COMMIT DROP AS
        SELECT r.* FROM pg_temp.rival r JOIN pg_temp.winner w ON w.grp = r.grp AND w.member = r.member
        WHERE NOT r.is_new AND (w.is_new OR w.counts <> r.counts);
    CREATE TEMP TABLE come ON COMMIT DROP AS
        SELECT w.* FROM pg_temp.winner w
        WHERE w.is_new OR EXISTS (SELECT FROM pg_temp.gone g WHERE g.grp = w.grp AND g.member = w.member);

    SELECT count(*) FILTER (WHERE w.is_new AND g.grp IS NULL), count(*) FILTER (WHERE w.is_new AND g.grp IS NOT NULL) INTO added, replaced
    FROM pg_temp.come w LEFT JOIN pg_temp.gone g ON g.grp = w.grp AND g.member = w.member;
    ANALYZE pg_temp.gone, pg_temp.come;

    DELETE FROM toktrack.response r USING pg_temp.gone g WHERE r.time = g.time AND r.grp = g.grp AND r.member = g.member;
    INSERT INTO toktrack.response_key AS k (grp, member, time) SELECT grp, member, time FROM pg_temp.come
    ON CONFLICT (grp, member) DO UPDATE SET time = excluded.time WHERE k.time <> excluded.time;
    INSERT INTO toktrack.response
        SELECT grp, member, time, ticks, rank, place, input, output, cache_write_5m, cache_write_1h, cache_read, reasoning, reported_cost, web_searches,
               file, model, project, session, branch, origin, source, flags, class, counts
        FROM pg_temp.come;

    -- A slot that loses a response is summed anew, for its first and last moment cannot be taken back; others only grow.
    CREATE TEMP TABLE cell ON COMMIT DROP AS
        SELECT DISTINCT date_bin('15 minutes', time, '0001-01-01 00:00Z') AS starts, source, class, model, project, session, branch, origin FROM pg_temp.gone WHERE counts
        UNION
        SELECT DISTINCT date_bin('15 minutes', time, '0001-01-01 00:00Z'), source, class, model, project, session, branch, origin FROM pg_temp.come WHERE counts;
    DELETE FROM toktrack.slot t USING pg_temp.cell c
    WHERE t.starts = c.starts AND t.session = c.session AND t.model = c.model AND t.class = c.class AND t.project = c.project
      AND t.branch = c.branch AND t.origin = c.origin AND t.source = c.source;
    INSERT INTO toktrack.slot (starts, source, class, model, project, session, branch, origin, requests, web_searches, reported_cost, first_ticks, last_ticks,
                               input, output, cache_write_5m, cache_write_1h, cache_read, reasoning)
        SELECT q.starts, r.source, r.class, r.model, r.project, r.session, r.branch, r.origin, count(*), sum(r.web_searches), sum(r.reported_cost), min(r.ticks), max(r.ticks),
               sum(r.input), sum(r.output), sum(r.cache_write_5m), sum(r.cache_write_1h), sum(r.cache_read), sum(r.reasoning)
        FROM (SELECT DISTINCT starts FROM pg_temp.cell) q
        CROSS JOIN LATERAL (SELECT r.* FROM toktrack.response r WHERE r.time >= q.starts AND r.time < q.starts + interval '15 minutes' AND r.counts OFFSET 0) r
        JOIN pg_temp.cell c ON c.starts = q.starts AND c.session = r.session AND c.model = r.model AND c.class = r.class AND c.project = r.project
            AND c.branch = r.branch AND c.origin = r.origin AND c.source = r.source
        GROUP BY q.starts, r.source, r.class, r.model, r.project, r.session, r.branch, r.origin;
END
$$;

-- Days of which only sums are known: where one is known already, the higher numbers stay.
CREATE FUNCTION toktrack.merge_kept(ids integer[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = toktrack, pg_temp
AS $$
BEGIN
    INSERT INTO toktrack.kept AS k
    SELECT kind, day, source, ids[model + 1], class, max(requests), max(web_searches), max(reported_cost), max(input), max(output), max(cache_write_5m), max(cache_write_1h), max(cache_read), max(reasoning)
    FROM pg_temp.staged_kept GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT (kind, day, source, model, class) DO UPDATE SET
        requests = greatest(k.requests, excluded.requests), web_searches = greatest(k.web_searches, excluded.web_searches),
        reported_cost = greatest(k.reported_cost, excluded.reported_cost), input = greatest(k.input, excluded.input), output = greatest(k.output, excluded.output),
        cache_write_5m = greatest(k.cache_write_5m, excluded.cache_write_5m), cache_write_1h = greatest(k.cache_write_1h, excluded.cache_write_1h),
        cache_read = greatest(k.cache_read, excluded.cache_read), reasoning = greatest(k.reasoning, excluded.reasoning);
END
$$;

CREATE FUNCTION toktrack.name_id(of_kind smallint, of_text text) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = toktrack, pg_temp
AS $$ SELECT id FROM toktrack.name WHERE kind = of_kind AND digest = sha256(convert_to(of_text, 'UTF8')) $$;

-- What a machine has sent, so that it sends what has changed since.
CREATE FUNCTION toktrack.pushed_by(sender text) RETURNS TABLE (day bigint, state bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = toktrack, pg_temp
AS $$ SELECT p.day, p.state FROM toktrack.pushed p WHERE p.machine = toktrack.name_id(6::smallint, sender) $$;

-- What another owner of the database may want to allow. Nothing is open to everybody.
CREATE FUNCTION toktrack.allow_push(who name) RETURNS void
LANGUAGE plpgsql SET search_path = toktrack, pg_temp
AS $$
DECLARE
    f text;
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA toktrack TO %I', who);
    FOREACH f IN ARRAY ARRAY['schema_version()', 'begin_batch()', 'merge_batch(text, boolean)', 'pushed_by(text)', 'models_to_price(date)', 'put_prices(text, date, text)']
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION toktrack.%s TO %I', f, who);
    END LOOP;
END
$$;

CREATE FUNCTION toktrack.allow_read(who name) RETURNS void
LANGUAGE plpgsql SET search_path = toktrack, pg_temp
AS $$
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA toktrack TO %I', who);
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA toktrack TO %I', who);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA toktrack GRANT SELECT ON TABLES TO %I', who);
    EXECUTE format('GRANT EXECUTE ON FUNCTION toktrack.schema_version() TO %I', who);
END
$$;
