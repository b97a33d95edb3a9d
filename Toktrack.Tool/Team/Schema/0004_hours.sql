-- Merging with less work, and reports that read less.
--
-- Keys: one for each group instead of one for each statement. Nearly all groups have one statement, so the uniqueness of keys by
-- itself tells a hopeful client that it was wrong, and what was looked up and then added is added in one descent of one smaller
-- index, by many clients at a time.
--
-- Hours: slots summed by the hour, with prompts of up to 200,000 tokens as one class. Reports read them for models without a
-- shorter tier, wherever a question cuts time at full hours: a quarter of the rows.

-- Sums within 64 bits: a fraction of what sum(bigint) costs, which counts in numerics. An error where that is not enough.
CREATE AGGREGATE toktrack.total(bigint) (SFUNC = int8pl, STYPE = bigint, COMBINEFUNC = int8pl, PARALLEL = SAFE);

ALTER TABLE toktrack.response_key RENAME TO response_key_of_statements;
ALTER INDEX toktrack.response_key_pkey RENAME TO response_key_of_statements_pkey;

-- Where the statements of a group lie: what makes them unique over all months.
CREATE TABLE toktrack.response_key (
    grp bigint NOT NULL,
    time timestamptz NOT NULL, -- the earliest
    more timestamptz[]         -- others, each once; null in nearly all rows, which costs nothing
);

INSERT INTO toktrack.response_key (grp, time, more)
SELECT grp, min(time), CASE WHEN min(time) < max(time) THEN array_remove(array_agg(DISTINCT time), min(time)) END
FROM toktrack.response_key_of_statements
GROUP BY grp
ORDER BY grp;

DROP TABLE toktrack.response_key_of_statements;
ALTER TABLE toktrack.response_key ADD PRIMARY KEY (grp);

-- The class of a slot in its hour. The first four prompt lengths (32k, 64k, 128k, 200k) are one.
CREATE FUNCTION toktrack.hour_class(class smallint) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN class & 15 < 4 THEN class & 192::smallint ELSE class END $$;

-- Slots summed by the hour.
CREATE TABLE toktrack.hour (LIKE toktrack.slot INCLUDING ALL);

INSERT INTO toktrack.hour
SELECT date_bin('1 hour', starts, '0001-01-01 00:00Z'), source, toktrack.hour_class(class), model, project, session, branch, origin, sum(requests), sum(web_searches), sum(reported_cost),
       min(first_ticks), max(last_ticks), sum(input), sum(output), sum(cache_write_5m), sum(cache_write_1h), sum(cache_read), sum(reasoning)
FROM toktrack.slot
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
ORDER BY 1;

ANALYZE toktrack.response_key, toktrack.hour;

-- Who may read the tables there were may read these.
DO $$
DECLARE
    reader record;
BEGIN
    FOR reader IN SELECT a.grantee::regrole AS role FROM pg_class c, aclexplode(c.relacl) a
                  WHERE c.oid = 'toktrack.slot'::regclass AND a.privilege_type = 'SELECT' AND a.grantee <> 0 AND a.grantee <> c.relowner
    LOOP
        EXECUTE format('GRANT SELECT ON toktrack.response_key, toktrack.hour TO %s', reader.role);
    END LOOP;
END
$$;

-- The tables a client copies its batch into, one more than before: the groups it has several statements of.
CREATE OR REPLACE FUNCTION toktrack.begin_batch() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = toktrack, pg_temp SET client_min_messages = warning
AS $$
BEGIN
    DROP TABLE IF EXISTS pg_temp.staged_name, pg_temp.staged_origin, pg_temp.staged, pg_temp.staged_kept, pg_temp.staged_day, pg_temp.staged_group;
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
    CREATE TEMP TABLE staged_group (grp bigint NOT NULL) ON COMMIT DROP;
    GRANT INSERT ON pg_temp.staged_name, pg_temp.staged_origin, pg_temp.staged, pg_temp.staged_kept, pg_temp.staged_day, pg_temp.staged_group TO PUBLIC;
END
$$;

-- Adds the months of a batch. A table is made and then attached rather than created as a partition: readers are not kept waiting.
-- Which months a batch has is looked into only where one between its first and its last is missing.
CREATE OR REPLACE FUNCTION toktrack.add_months() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = toktrack, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
    first timestamptz;
    last timestamptz;
    month timestamptz;
    child text;
BEGIN
    SELECT date_trunc('month', greatest(min(time), '2000-01-01 00:00Z')), date_trunc('month', least(max(time), '2099-12-31 00:00Z')) INTO first, last FROM pg_temp.staged;
    IF NOT EXISTS (SELECT FROM generate_series(first, last, interval '1 month') m WHERE to_regclass('toktrack.response_' || to_char(m, 'YYYYMM')) IS NULL) THEN
        RETURN;
    END IF;
    FOR month IN
        SELECT m FROM (SELECT DISTINCT date_trunc('month', time) AS m FROM pg_temp.staged WHERE time >= '2000-01-01 00:00Z' AND time < '2100-01-01 00:00Z') months
        WHERE to_regclass('toktrack.response_' || to_char(m, 'YYYYMM')) IS NULL ORDER BY m
    LOOP
        PERFORM pg_advisory_xact_lock(hashtextextended('toktrack.months', 0));
        child := 'response_' || to_char(month, 'YYYYMM');
        CONTINUE WHEN EXISTS (SELECT FROM pg_catalog.pg_class WHERE relname = child AND relnamespace = 'toktrack'::regnamespace); -- to_regclass may still say what it said before the lock
        EXECUTE format('CREATE TABLE toktrack.%I (LIKE toktrack.response INCLUDING ALL)', child);
        EXECUTE format('ALTER TABLE toktrack.response ATTACH PARTITION toktrack.%I FOR VALUES FROM (%L) TO (%L)', child, month, month + interval '1 month');
    END LOOP;
END
$$;

-- Merges a batch. Of what it brought: how many rows are new, how many stand in for others, how many were known.
--
-- A hopeful client believes that the database knows none of its groups, and names those it has several statements of. Such batches
-- run side by side but for the slots; if it was wrong, a key there is already refuses the batch with TT001, and it is to be sent
-- again without hope, which waits for all others and keeps them waiting. Names come before months, months before the lock on
-- merging, that before keys in their order, keys before the lock on slots, in every batch: clients cannot deadlock.
CREATE OR REPLACE FUNCTION toktrack.merge_batch(sender text, hopeful boolean, OUT added bigint, OUT replaced bigint, OUT known bigint)
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
    IF hopeful THEN
        CREATE TEMP TABLE contested ON COMMIT DROP AS SELECT DISTINCT s.grp FROM pg_temp.staged_group s;
    ELSE
        PERFORM pg_advisory_xact_lock(hashtextextended('toktrack.merge', 0));
        CREATE TEMP TABLE contested ON COMMIT DROP AS
        SELECT s.grp FROM pg_temp.staged s GROUP BY s.grp HAVING count(*) > 1
        UNION
        SELECT s.grp FROM (SELECT s.grp FROM pg_temp.staged s ORDER BY s.grp) s CROSS JOIN LATERAL (SELECT FROM toktrack.response_key k WHERE k.grp = s.grp OFFSET 0) k;
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
           ids[s.branch + 1] AS branch, origins[s.origin + 1] AS origin, count(*) AS requests, toktrack.total(s.web_searches) AS web_searches, toktrack.total(s.reported_cost) AS reported_cost,
           min(s.ticks) AS first_ticks, max(s.ticks) AS last_ticks, toktrack.total(s.input) AS input, toktrack.total(s.output) AS output, toktrack.total(s.cache_write_5m) AS cache_write_5m,
           toktrack.total(s.cache_write_1h) AS cache_write_1h, toktrack.total(s.cache_read) AS cache_read, toktrack.total(s.reasoning) AS reasoning
    FROM pg_temp.staged s
    WHERE NOT contested OR NOT EXISTS (SELECT FROM pg_temp.contested c WHERE c.grp = s.grp)
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;

    IF hopeful AND contested THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('toktrack.merge', 0));
    ELSIF hopeful THEN
        PERFORM pg_advisory_xact_lock_shared(hashtextextended('toktrack.merge', 0));
    END IF;

    BEGIN
        INSERT INTO toktrack.response_key (grp, time)
        SELECT s.grp, s.time FROM pg_temp.staged s
        WHERE NOT contested OR NOT EXISTS (SELECT FROM pg_temp.contested c WHERE c.grp = s.grp)
        ORDER BY s.grp;
    EXCEPTION WHEN unique_violation THEN
        RAISE EXCEPTION 'the database knows some of the batch' USING ERRCODE = 'TT001';
    END;

    PERFORM pg_advisory_xact_lock(hashtextextended('toktrack.slots', 0));
    INSERT INTO toktrack.slot AS t (starts, source, class, model, project, session, branch, origin, requests, web_searches, reported_cost, first_ticks, last_ticks,
                                    input, output, cache_write_5m, cache_write_1h, cache_read, reasoning)
    SELECT * FROM pg_temp.sums
    ON CONFLICT (starts, session, model, class, project, branch, origin, source) DO UPDATE SET
        requests = t.requests + excluded.requests, web_searches = t.web_searches + excluded.web_searches, reported_cost = t.reported_cost + excluded.reported_cost,
        first_ticks = least(t.first_ticks, excluded.first_ticks), last_ticks = greatest(t.last_ticks, excluded.last_ticks),
        input = t.input + excluded.input, output = t.output + excluded.output, cache_write_5m = t.cache_write_5m + excluded.cache_write_5m,
        cache_write_1h = t.cache_write_1h + excluded.cache_write_1h, cache_read = t.cache_read + excluded.cache_read, reasoning = t.reasoning + excluded.reasoning;

    INSERT INTO toktrack.hour AS t (starts, source, class, model, project, session, branch, origin, requests, web_searches, reported_cost, first_ticks, last_ticks,
                                    input, output, cache_write_5m, cache_write_1h, cache_read, reasoning)
    SELECT date_bin('1 hour', s.starts, '0001-01-01 00:00Z'), s.source, toktrack.hour_class(s.class), s.model, s.project, s.session, s.branch, s.origin,
           toktrack.total(s.requests), toktrack.total(s.web_searches), toktrack.total(s.reported_cost), min(s.first_ticks), max(s.last_ticks), toktrack.total(s.input), toktrack.total(s.output),
           toktrack.total(s.cache_write_5m), toktrack.total(s.cache_write_1h), toktrack.total(s.cache_read), toktrack.total(s.reasoning)
    FROM pg_temp.sums s
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
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
CREATE OR REPLACE FUNCTION toktrack.merge_contested(ids integer[], origins integer[], OUT added bigint, OUT replaced bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = toktrack, pg_temp SET timezone = 'UTC' SET client_min_messages = warning SET jit = off
AS $$
BEGIN
    DROP TABLE IF EXISTS pg_temp.rival, pg_temp.winner, pg_temp.gone, pg_temp.come, pg_temp.cell, pg_temp.hour_cell;

    -- Laterals with OFFSET: the month and the row are looked up for each moment, never a month read whole.
    CREATE TEMP TABLE rival ON COMMIT DROP AS
        SELECT r.*, false AS is_new
        FROM pg_temp.contested c
        CROSS JOIN LATERAL (SELECT k.time || k.more AS moments FROM toktrack.response_key k WHERE k.grp = c.grp OFFSET 0) k
        CROSS JOIN LATERAL unnest(k.moments) m(time)
        CROSS JOIN LATERAL (SELECT r.* FROM toktrack.response r WHERE r.time = m.time AND r.grp = c.grp OFFSET 0) r;
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
    INSERT INTO toktrack.response_key AS k (grp, time, more)
        SELECT w.grp, min(w.time), CASE WHEN min(w.time) < max(w.time) THEN array_remove(array_agg(DISTINCT w.time), min(w.time)) END
        FROM pg_temp.winner w WHERE EXISTS (SELECT FROM pg_temp.come n WHERE n.grp = w.grp)
        GROUP BY w.grp ORDER BY w.grp
    ON CONFLICT (grp) DO UPDATE SET time = excluded.time, more = excluded.more WHERE (k.time, k.more) IS DISTINCT FROM (excluded.time, excluded.more);
    INSERT INTO toktrack.response
        SELECT grp, member, time, ticks, rank, place, input, output, cache_write_5m, cache_write_1h, cache_read, reasoning, reported_cost, web_searches,
               file, model, project, session, branch, origin, source, flags, class, counts
        FROM pg_temp.come;

    -- A slot that loses or gains a response is summed anew, for its first and last moment cannot be taken back; then its hour is.
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

    CREATE TEMP TABLE hour_cell ON COMMIT DROP AS
        SELECT DISTINCT date_bin('1 hour', starts, '0001-01-01 00:00Z') AS starts, source, toktrack.hour_class(class) AS class, model, project, session, branch, origin FROM pg_temp.cell;
    DELETE FROM toktrack.hour t USING pg_temp.hour_cell c
    WHERE t.starts = c.starts AND t.session = c.session AND t.model = c.model AND t.class = c.class AND t.project = c.project
      AND t.branch = c.branch AND t.origin = c.origin AND t.source = c.source;
    INSERT INTO toktrack.hour (starts, source, class, model, project, session, branch, origin, requests, web_searches, reported_cost, first_ticks, last_ticks,
                               input, output, cache_write_5m, cache_write_1h, cache_read, reasoning)
        SELECT c.starts, c.source, c.class, c.model, c.project, c.session, c.branch, c.origin, sum(s.requests), sum(s.web_searches), sum(s.reported_cost), min(s.first_ticks), max(s.last_ticks),
               sum(s.input), sum(s.output), sum(s.cache_write_5m), sum(s.cache_write_1h), sum(s.cache_read), sum(s.reasoning)
        FROM pg_temp.hour_cell c
        CROSS JOIN generate_series(0, 3) quarter
        CROSS JOIN LATERAL (
            SELECT s.* FROM toktrack.slot s
            WHERE s.starts = c.starts + quarter * interval '15 minutes' AND s.session = c.session AND s.model = c.model AND s.project = c.project
              AND s.branch = c.branch AND s.origin = c.origin AND s.source = c.source AND toktrack.hour_class(s.class) = c.class OFFSET 0) s
        GROUP BY c.starts, c.source, c.class, c.model, c.project, c.session, c.branch, c.origin;
END
$$;

GRANT EXECUTE ON FUNCTION toktrack.total(bigint), toktrack.hour_class(smallint) TO PUBLIC;
