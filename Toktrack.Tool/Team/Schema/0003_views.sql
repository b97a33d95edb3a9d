-- Prices in, and what people query. Costs follow the rules of "toktrack pricing": the price at the time of use, whole-request
-- tiers by the length of the prompt, the log's own cost where it reports one, and nothing invented for unknown models.

-- Models that have no prices yet, or those of an older book.
CREATE FUNCTION toktrack.models_to_price(of_date date) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = toktrack, pg_temp
AS $$
    SELECT n.text FROM toktrack.name n
    WHERE n.kind = 1 AND NOT EXISTS (SELECT FROM toktrack.model_price m WHERE m.model = n.id AND m.priced_as IS NOT NULL AND m.book_date >= of_date)
$$;

-- Takes {"logged name": {"as": "name in the book" or null, "rows": [[fast, starts, ends, from_minute, to_minute, from_length, to_length,
-- input, output, reasoning, cache_write_5m, cache_write_1h, cache_read, web_search], …]}, …}.
CREATE FUNCTION toktrack.put_prices(of_book text, of_date date, prices text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = toktrack, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
    entry record;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('toktrack.merge', 0));
    FOR entry IN
        SELECT n.id, p.value FROM jsonb_each(prices::jsonb) p JOIN toktrack.name n ON n.kind = 1 AND n.digest = sha256(convert_to(p.key, 'UTF8'))
        WHERE NOT EXISTS (SELECT FROM toktrack.model_price m WHERE m.model = n.id AND m.priced_as IS NOT NULL AND m.book_date > of_date)
    LOOP
        DELETE FROM toktrack.price WHERE model = entry.id;
        INSERT INTO toktrack.price
        SELECT entry.id, (r->>0)::boolean, (r->>1)::timestamptz, (r->>2)::timestamptz, (r->>3)::smallint, (r->>4)::smallint, (r->>5)::smallint, (r->>6)::smallint,
               (r->>7)::numeric, (r->>8)::numeric, (r->>9)::numeric, (r->>10)::numeric, (r->>11)::numeric, (r->>12)::numeric, (r->>13)::numeric
        FROM jsonb_array_elements(entry.value->'rows') r;
        INSERT INTO toktrack.model_price AS m (model, priced_as, book, book_date) VALUES (entry.id, entry.value->>'as', of_book, of_date)
        ON CONFLICT (model) DO UPDATE SET priced_as = excluded.priced_as, book = excluded.book, book_date = excluded.book_date;
    END LOOP;
END
$$;

CREATE FUNCTION toktrack.at(ticks bigint) RETURNS timestamptz
LANGUAGE sql IMMUTABLE
AS $$ SELECT to_timestamp((ticks / 10000000 - 62135596800)::double precision) + ticks % 10000000 / 10 * interval '1 microsecond' $$;

CREATE FUNCTION toktrack.source_name(source smallint) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$ SELECT CASE source WHEN 1 THEN 'claude-code' WHEN 2 THEN 'codex' WHEN 3 THEN 'gemini' WHEN 4 THEN 'opencode' ELSE 'source-' || source END $$;

-- What days of which only sums are known hold beyond their slots, at noon. Sums restored from a lost ledger are used up by what is
-- known of their model, class by class; those of an earlier toktrack are shown only where nothing else is known of the day.
CREATE VIEW toktrack.kept_slot AS
WITH known AS (
    SELECT d.day, s.source, s.model, sum(s.requests) AS requests, sum(s.web_searches) AS web_searches, sum(s.reported_cost) AS reported_cost, sum(s.input) AS input, sum(s.output) AS output,
           sum(s.cache_write_5m) AS cache_write_5m, sum(s.cache_write_1h) AS cache_write_1h, sum(s.cache_read) AS cache_read, sum(s.reasoning) AS reasoning
    FROM (SELECT DISTINCT day, timestamptz '0001-01-01 00:00Z' + day * interval '24 hours' AS starts FROM toktrack.kept) d
    JOIN toktrack.slot s ON s.starts >= d.starts AND s.starts < d.starts + interval '24 hours'
    GROUP BY d.day, s.source, s.model
), ranked AS (
    SELECT k.*, n.text COLLATE "C" AS name FROM toktrack.kept k JOIN toktrack.name n ON n.id = k.model
), rest AS (
    SELECT k.kind, k.day, k.source, k.model, k.class,
           least(k.requests, greatest(0, sum(k.requests) OVER w - coalesce(o.requests, 0)))::bigint AS requests,
           least(k.web_searches, greatest(0, sum(k.web_searches) OVER w - coalesce(o.web_searches, 0)))::bigint AS web_searches,
           least(k.reported_cost, greatest(0, sum(k.reported_cost) OVER w - coalesce(o.reported_cost, 0)))::bigint AS reported_cost,
           least(k.input, greatest(0, sum(k.input) OVER w - coalesce(o.input, 0)))::bigint AS input,
           least(k.output, greatest(0, sum(k.output) OVER w - coalesce(o.output, 0)))::bigint AS output,
           least(k.cache_write_5m, greatest(0, sum(k.cache_write_5m) OVER w - coalesce(o.cache_write_5m, 0)))::bigint AS cache_write_5m,
           least(k.cache_write_1h, greatest(0, sum(k.cache_write_1h) OVER w - coalesce(o.cache_write_1h, 0)))::bigint AS cache_write_1h,
           least(k.cache_read, greatest(0, sum(k.cache_read) OVER w - coalesce(o.cache_read, 0)))::bigint AS cache_read,
           least(k.reasoning, greatest(0, sum(k.reasoning) OVER w - coalesce(o.reasoning, 0)))::bigint AS reasoning
    FROM ranked k LEFT JOIN known o ON o.day = k.day AND o.source = k.source AND o.model = k.model
    WHERE k.kind = 1 OR NOT (EXISTS (SELECT FROM known a WHERE a.day = k.day AND a.source = k.source) OR EXISTS (SELECT FROM toktrack.kept a WHERE a.kind = 1 AND a.day = k.day AND a.source = k.source))
    WINDOW w AS (PARTITION BY k.kind, k.day, k.source, k.model ORDER BY k.class)
)
SELECT timestamptz '0001-01-01 12:00Z' + r.day * interval '24 hours' AS starts, r.source, r.class, r.model, 0 AS project, 0 AS session, 0 AS branch, 0 AS origin,
       r.requests, r.web_searches, r.reported_cost,
       (r.day * 864000000000::bigint + 432000000000) AS first_ticks, (r.day * 864000000000::bigint + 432000000000) AS last_ticks,
       r.input, r.output, r.cache_write_5m, r.cache_write_1h, r.cache_read, r.reasoning
FROM rest r
WHERE (r.requests, r.web_searches, r.reported_cost, r.input, r.output, r.cache_write_5m, r.cache_write_1h, r.cache_read, r.reasoning) <> (0, 0, 0, 0, 0, 0, 0, 0, 0);

-- Slots with their cost: the join that everything priced goes through.
CREATE VIEW toktrack.priced_slot AS
SELECT s.*,
       s.input + s.output + s.cache_write_5m + s.cache_write_1h + s.cache_read AS total,
       p.model IS NOT NULL AS is_priced,
       (s.input * p.input + (s.output - least(s.reasoning, s.output)) * p.output + least(s.reasoning, s.output) * p.reasoning
           + s.cache_write_5m * p.cache_write_5m + s.cache_write_1h * p.cache_write_1h + s.cache_read * p.cache_read) * 0.000001
           + s.web_searches * p.web_search AS calculated_usd,
       s.reported_cost * 0.000000001 AS reported_usd
FROM (SELECT * FROM toktrack.slot UNION ALL SELECT * FROM toktrack.kept_slot) s
LEFT JOIN toktrack.price p
    ON p.model = s.model AND p.fast = (s.class & 64 <> 0)
    AND s.starts >= p.starts AND s.starts < p.ends
    AND s.class & 15 BETWEEN p.from_length AND p.to_length
    AND ((p.from_minute = 0 AND p.to_minute = 1440)
         OR (extract(epoch FROM s.starts)::bigint / 60 % 1440 >= p.from_minute AND extract(epoch FROM s.starts)::bigint / 60 % 1440 < p.to_minute));

-- Usage by quarter of an hour, as people ask for it. cost_usd is what --cost auto shows; unpriced_tokens are in no cost.
CREATE VIEW toktrack.usage AS
SELECT s.starts AS time,
       toktrack.source_name(s.source) AS cli,
       CASE WHEN s.class & 64 <> 0 THEN m.text || '-fast' ELSE m.text END AS model,
       p.text AS project, e.text AS session, b.text AS branch, coalesce(h.text, '') AS machine, coalesce(w.text, '') AS person,
       s.requests, s.input, s.output, s.reasoning, s.cache_write_5m, s.cache_write_1h, s.cache_read, s.total AS tokens, s.web_searches,
       CASE WHEN s.class & 128 <> 0 THEN s.reported_usd ELSE coalesce(s.calculated_usd, 0) END AS cost_usd,
       coalesce(s.calculated_usd, 0) AS calculated_usd,
       s.reported_usd,
       CASE WHEN s.class & 128 <> 0 OR s.is_priced THEN 0 ELSE s.total END AS unpriced_tokens,
       toktrack.at(s.first_ticks) AS first, toktrack.at(s.last_ticks) AS last
FROM toktrack.priced_slot s
JOIN toktrack.name m ON m.id = s.model
JOIN toktrack.name p ON p.id = s.project
JOIN toktrack.name e ON e.id = s.session
JOIN toktrack.name b ON b.id = s.branch
LEFT JOIN toktrack.origin o ON o.id = s.origin
LEFT JOIN toktrack.name h ON h.id = o.machine
LEFT JOIN toktrack.name w ON w.id = o.person;

-- The same by UTC day, without sessions.
CREATE VIEW toktrack.daily AS
SELECT (time AT TIME ZONE 'UTC')::date AS day, cli, model, project, branch, machine, person,
       sum(requests) AS requests, sum(input) AS input, sum(output) AS output, sum(reasoning) AS reasoning, sum(cache_write_5m + cache_write_1h) AS cache_write,
       sum(cache_read) AS cache_read, sum(tokens) AS tokens, sum(web_searches) AS web_searches, sum(cost_usd) AS cost_usd, sum(unpriced_tokens) AS unpriced_tokens
FROM toktrack.usage
GROUP BY 1, 2, 3, 4, 5, 6, 7;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA toktrack FROM PUBLIC;
GRANT EXECUTE ON FUNCTION toktrack.at(bigint), toktrack.source_name(smallint) TO PUBLIC;
