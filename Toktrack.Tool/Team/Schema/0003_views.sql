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

-- Slots with their cost: the join that everything priced goes through.
CREATE VIEW toktrack.priced_slot AS
SELECT s.*,
       s.input + s.output + s.cache_write_5m + s.cache_write_1h + s.cache_read AS total,
       p.model IS NOT NULL AS is_priced,
       (s.input * p.input + (s.output - least(s.reasoning, s.output)) * p.output + least(s.reasoning, s.output) * p.reasoning
           + s.cache_write_5m * p.cache_write_5m + s.cache_write_1h * p.cache_write_1h + s.cache_read * p.cache_read) * 0.000001
           + s.web_searches * p.web_search AS calculated_usd,
       s.reported_cost * 0.000000001 AS reported_usd
FROM toktrack.slot s
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
       p.text AS project, e.text AS session, b.text AS branch, h.text AS machine, w.text AS person,
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
JOIN toktrack.origin o ON o.id = s.origin
JOIN toktrack.name h ON h.id = o.machine
JOIN toktrack.name w ON w.id = o.person;

-- The same by UTC day, without sessions.
CREATE VIEW toktrack.daily AS
SELECT (time AT TIME ZONE 'UTC')::date AS day, cli, model, project, branch, machine, person,
       sum(requests) AS requests, sum(input) AS input, sum(output) AS output, sum(reasoning) AS reasoning, sum(cache_write_5m + cache_write_1h) AS cache_write,
       sum(cache_read) AS cache_read, sum(tokens) AS tokens, sum(web_searches) AS web_searches, sum(cost_usd) AS cost_usd, sum(unpriced_tokens) AS unpriced_tokens
FROM toktrack.usage
GROUP BY 1, 2, 3, 4, 5, 6, 7;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA toktrack FROM PUBLIC;
GRANT EXECUTE ON FUNCTION toktrack.at(bigint), toktrack.source_name(smallint) TO PUBLIC;
