-- What is stored. Times are UTC; "ticks" are the 100 ns since 0001-01-01 that toktrack counts in (a timestamptz has microseconds only).

CREATE TABLE toktrack.schema_version (
    version integer PRIMARY KEY,
    applied timestamptz NOT NULL DEFAULT now()
);

-- Every text once. Kinds: 1 model, 2 project, 3 session, 4 branch, 5 log file, 6 machine, 7 person. Name 0 means "unknown".
CREATE TABLE toktrack.name (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind smallint NOT NULL,
    digest bytea NOT NULL, -- SHA-256 of the text: an index entry has a limit that paths exceed
    text text NOT NULL,
    UNIQUE (kind, digest)
);

INSERT INTO toktrack.name (id, kind, digest, text) OVERRIDING SYSTEM VALUE VALUES (0, 0, sha256(''), '');

-- Who used it, and where.
CREATE TABLE toktrack.origin (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    machine integer NOT NULL,
    person integer NOT NULL,
    UNIQUE (machine, person)
);

-- One row for each statement of a response that toktrack keeps: those with "counts" are the responses.
CREATE TABLE toktrack.response (
    grp bigint NOT NULL,         -- hash of what makes statements candidates for one response
    member bigint NOT NULL,      -- which of them: hash of the request, its complement in a sub-agent's chain
    time timestamptz NOT NULL,
    ticks bigint NOT NULL,
    rank bigint NOT NULL,        -- the higher stands for the response
    place bigint NOT NULL,       -- byte offset in the file; breaks ties
    input bigint NOT NULL,
    output bigint NOT NULL,
    cache_write_5m bigint NOT NULL,
    cache_write_1h bigint NOT NULL,
    cache_read bigint NOT NULL,
    reasoning bigint NOT NULL,   -- a part of output
    reported_cost bigint NOT NULL, -- nano-dollars, 0 where the log reports none
    web_searches integer NOT NULL,
    file integer NOT NULL,
    model integer NOT NULL,
    project integer NOT NULL,
    session integer NOT NULL,
    branch integer NOT NULL,
    origin integer NOT NULL,
    source smallint NOT NULL,    -- 1 claude-code, 2 codex, 3 gemini, 4 opencode
    flags smallint NOT NULL,     -- 1 sub-agent's chain, 2 fast tier, 4 assumed model, 8 copy of a fork
    class smallint NOT NULL,     -- price class: length of the prompt, 64 fast, 128 reports its cost
    counts boolean NOT NULL
) PARTITION BY RANGE (time);

CREATE INDEX response_time ON toktrack.response (time);

-- Impossible clocks. The check spares a scan whenever a month is added.
CREATE TABLE toktrack.response_other PARTITION OF toktrack.response DEFAULT;
ALTER TABLE toktrack.response_other ADD CHECK (time < '2000-01-01 00:00Z' OR time >= '2100-01-01 00:00Z');

-- Where a statement lies: what makes it unique over all months.
CREATE TABLE toktrack.response_key (
    grp bigint NOT NULL,
    member bigint NOT NULL,
    time timestamptz NOT NULL,
    PRIMARY KEY (grp, member)
);

-- Responses summed by quarter of an hour: what reports read.
CREATE TABLE toktrack.slot (
    starts timestamptz NOT NULL,
    source smallint NOT NULL,
    class smallint NOT NULL,
    model integer NOT NULL,
    project integer NOT NULL,
    session integer NOT NULL,
    branch integer NOT NULL,
    origin integer NOT NULL,
    requests bigint NOT NULL,
    web_searches bigint NOT NULL,
    reported_cost bigint NOT NULL,
    first_ticks bigint NOT NULL,
    last_ticks bigint NOT NULL,
    input bigint NOT NULL,
    output bigint NOT NULL,
    cache_write_5m bigint NOT NULL,
    cache_write_1h bigint NOT NULL,
    cache_read bigint NOT NULL,
    reasoning bigint NOT NULL,
    PRIMARY KEY (starts, session, model, class, project, branch, origin, source)
);

-- Days of which only sums are known (lost ledgers, an earlier toktrack): what they hold beyond the slots of their day is shown.
CREATE TABLE toktrack.kept (
    kind smallint NOT NULL,
    day integer NOT NULL, -- days since 0001-01-01
    source smallint NOT NULL,
    model integer NOT NULL,
    class smallint NOT NULL,
    requests bigint NOT NULL,
    web_searches bigint NOT NULL,
    reported_cost bigint NOT NULL,
    input bigint NOT NULL,
    output bigint NOT NULL,
    cache_write_5m bigint NOT NULL,
    cache_write_1h bigint NOT NULL,
    cache_read bigint NOT NULL,
    reasoning bigint NOT NULL,
    PRIMARY KEY (kind, day, source, model, class)
);

-- What each machine has sent: a day of a source, and the state it had. Written with the rows, so that neither can be without the other.
CREATE TABLE toktrack.pushed (
    machine integer NOT NULL,
    day bigint NOT NULL,
    state bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (machine, day)
);

-- The price book, resolved: at most one row fits a slot; none means that its price is not known. US dollars per million tokens.
CREATE TABLE toktrack.price (
    model integer NOT NULL,
    fast boolean NOT NULL,
    starts timestamptz NOT NULL,
    ends timestamptz NOT NULL,
    from_minute smallint NOT NULL, -- of the UTC day
    to_minute smallint NOT NULL,   -- exclusive
    from_length smallint NOT NULL, -- of prompts: 0 to 8, how many of the lengths 32k 64k 128k 200k 256k 272k 512k 1M they exceed
    to_length smallint NOT NULL,   -- inclusive
    input numeric NOT NULL,
    output numeric NOT NULL,
    reasoning numeric NOT NULL,
    cache_write_5m numeric NOT NULL,
    cache_write_1h numeric NOT NULL,
    cache_read numeric NOT NULL,
    web_search numeric NOT NULL,   -- US dollars for one
    PRIMARY KEY (model, fast, starts, from_minute, from_length)
);

-- The name a logged model is priced under, and the book that says so: a newer book replaces an older one's prices.
CREATE TABLE toktrack.model_price (
    model integer PRIMARY KEY,
    priced_as text,              -- null: not in the book
    book text NOT NULL,
    book_date date NOT NULL
);
