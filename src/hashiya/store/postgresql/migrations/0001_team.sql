-- The tables of a team, who may read and write their rows, and the functions that need more rights than a person has.
-- Statements name the schema of everything, since a session's search_path is pg_catalog alone.

-- A person's login is a member of one of these roles; each has what the one before it has.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['hashiya_annotator', 'hashiya_curator', 'hashiya_manager'] LOOP
        -- roles belong to the whole server, so another database of it may have made them
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        END IF;
    END LOOP;
    IF NOT pg_has_role('hashiya_curator', 'hashiya_annotator', 'MEMBER') THEN
        GRANT hashiya_annotator TO hashiya_curator;
    END IF;
    IF NOT pg_has_role('hashiya_manager', 'hashiya_curator', 'MEMBER') THEN
        GRANT hashiya_curator TO hashiya_manager;
    END IF;
END
$$;

CREATE TABLE hashiya.project (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE
);

CREATE TABLE hashiya.person (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,      -- NFC; as annotations name the annotator
    role text NOT NULL CHECK (role IN ('annotator', 'curator', 'manager', 'none')),
    login text UNIQUE,                          -- a role of PostgreSQL; NULL for who only owns annotations, as gold
    has_made_login boolean NOT NULL DEFAULT false  -- hashiya made the login, so its password may be set here
);

CREATE TABLE hashiya.article (
    project integer NOT NULL REFERENCES hashiya.project,
    id bigint GENERATED ALWAYS AS IDENTITY,
    key text COLLATE "C" NOT NULL,
    text text,                                  -- NULL if the article was only annotated, never added
    sha256 text,
    encoding text,
    source text,
    title text,
    date text,
    added_at timestamptz,
    added_by integer REFERENCES hashiya.person,
    words tsvector,                             -- folded words with their places, made by the client
    PRIMARY KEY (project, id),
    UNIQUE (project, key)
);
CREATE INDEX article_by_text ON hashiya.article (project, sha256);
CREATE INDEX article_by_words ON hashiya.article USING gin (words);

-- What one person has in one article. A save locks this row, so writers of one work follow each other.
CREATE TABLE hashiya.work (
    project integer NOT NULL,
    article bigint NOT NULL,
    person integer NOT NULL REFERENCES hashiya.person,
    generation bigint NOT NULL DEFAULT 0,       -- grows with every save; 0 while nothing was saved
    moved_to bigint,                            -- the article that the annotations were moved to
    sha256 text NOT NULL DEFAULT '',            -- of the annotated text
    status text NOT NULL DEFAULT 'unread',      -- unread, in progress or done, as the person sets it
    place bigint NOT NULL DEFAULT 0,            -- offset of the reading position, in code points
    counts text NOT NULL DEFAULT '{}',          -- annotations by label, JSON
    total integer NOT NULL DEFAULT 0,           -- annotations
    saved_at timestamptz,
    PRIMARY KEY (project, article, person),
    FOREIGN KEY (project, article) REFERENCES hashiya.article ON DELETE CASCADE
);
CREATE INDEX work_by_person ON hashiya.work (project, person);
CREATE INDEX work_by_text ON hashiya.work (project, person, sha256);

-- The record is kept exactly, as JSON; the columns beside it are copies for queries, NULL where they do not fit.
CREATE TABLE hashiya.annotation (
    project integer NOT NULL,
    article bigint NOT NULL,
    person integer NOT NULL,
    number bigint NOT NULL,
    id text,
    label text,
    "start" integer,
    "end" integer,
    status text,
    rev bigint,
    attributes text[] NOT NULL DEFAULT '{}',    -- names of those with a value
    record text NOT NULL,
    PRIMARY KEY (project, article, person, number),
    FOREIGN KEY (project, article, person) REFERENCES hashiya.work ON DELETE CASCADE
);
CREATE INDEX annotation_coded ON hashiya.annotation (project, person, article) WHERE attributes <> '{}';

-- The other tables of a work: article, conflicts, drafts, reading, removed.
CREATE TABLE hashiya.record (
    project integer NOT NULL,
    article bigint NOT NULL,
    person integer NOT NULL,
    kind text NOT NULL,
    number bigint NOT NULL,
    record text NOT NULL,
    PRIMARY KEY (project, article, person, kind, number),
    FOREIGN KEY (project, article, person) REFERENCES hashiya.work ON DELETE CASCADE
);

CREATE TABLE hashiya.journal (
    project integer NOT NULL REFERENCES hashiya.project,
    id bigint GENERATED ALWAYS AS IDENTITY,
    person integer NOT NULL REFERENCES hashiya.person,
    at timestamptz NOT NULL DEFAULT now(),
    line text NOT NULL,                         -- a transaction, or a part of one, as JSON
    PRIMARY KEY (project, person, id)
);

CREATE TABLE hashiya.collection (
    project integer NOT NULL REFERENCES hashiya.project,
    person integer NOT NULL REFERENCES hashiya.person,
    name text NOT NULL,
    generation bigint NOT NULL DEFAULT 0,
    records text NOT NULL DEFAULT '{}',         -- by id, JSON, in the order in which the ids were first put
    PRIMARY KEY (project, person, name)
);

CREATE TABLE hashiya.codebook (
    project integer NOT NULL REFERENCES hashiya.project,
    version integer NOT NULL,
    toml text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    by integer REFERENCES hashiya.person,
    PRIMARY KEY (project, version)
);

-- Who asks. session_user stays the same after SET ROLE and inside functions that run as their owner.
-- These are plpgsql, which keeps its plans for a session: row-level security calls them in every statement.
CREATE FUNCTION hashiya.me() RETURNS integer
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
    AS $$ BEGIN RETURN (SELECT id FROM hashiya.person WHERE login = session_user); END $$;

CREATE FUNCTION hashiya.my_role() RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
    AS $$
    BEGIN
        RETURN (
            SELECT role FROM hashiya.person
            WHERE login = session_user AND role <> 'none' AND pg_has_role(session_user, 'hashiya_' || role, 'MEMBER')
        );
    END
    $$;

CREATE FUNCTION hashiya.gold() RETURNS integer
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
    AS $$ BEGIN RETURN (SELECT id FROM hashiya.person WHERE name = 'gold'); END $$;

-- Return the article of a key, which gets a row if it has none: a person may annotate a file that nobody added.
CREATE FUNCTION hashiya.article_of(of_project integer, of_key text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
    DECLARE
        found_id bigint;
    BEGIN
        IF hashiya.me() IS NULL AND NOT pg_has_role(session_user, current_user, 'USAGE') THEN
            RAISE insufficient_privilege USING MESSAGE = 'this login belongs to nobody in the team';
        END IF;
        SELECT id INTO found_id FROM hashiya.article WHERE project = of_project AND key = of_key;
        IF found_id IS NULL THEN
            INSERT INTO hashiya.article (project, key) VALUES (of_project, of_key)
                ON CONFLICT (project, key) DO NOTHING RETURNING id INTO found_id;
        END IF;
        IF found_id IS NULL THEN  -- another session has just made it
            SELECT id INTO found_id FROM hashiya.article WHERE project = of_project AND key = of_key;
        END IF;
        RETURN found_id;
    END
    $$;

-- Lock the work of a person in an article until the end of the transaction, and return its state.
CREATE FUNCTION hashiya.hold(
    of_project integer, of_key text, of_person integer, OUT of_article bigint, OUT at_generation bigint, OUT was_moved boolean
)
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    AS $$
    BEGIN
        of_article := hashiya.article_of(of_project, of_key);
        INSERT INTO hashiya.work (project, article, person) VALUES (of_project, of_article, of_person)
            ON CONFLICT (project, article, person) DO NOTHING;
        SELECT generation, moved_to IS NOT NULL INTO at_generation, was_moved FROM hashiya.work
            WHERE project = of_project AND article = of_article AND person = of_person FOR UPDATE;
    END
    $$;

-- Tell listeners of a save; they look up everything else, as far as they may read it.
CREATE FUNCTION hashiya.tell() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    AS $$
    BEGIN
        PERFORM pg_notify('hashiya_' || NEW.project, NEW.article || ' ' || NEW.person || ' ' || NEW.generation);
        RETURN NULL;
    END
    $$;
CREATE TRIGGER told AFTER INSERT OR UPDATE OF generation ON hashiya.work
    FOR EACH ROW WHEN (NEW.generation > 0) EXECUTE FUNCTION hashiya.tell();

-- Add a person, or change their role, login or password. Only a manager may, or the owner of the schema.
-- The verifier is a SCRAM secret made by the client, so that no password reaches the server or its log.
CREATE FUNCTION hashiya.put_person(of_name text, new_role text, new_login text, verifier text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
    DECLARE
        former hashiya.person;
        made boolean := false;
        person_id integer;
        each_role text;
    BEGIN
        IF coalesce(hashiya.my_role() <> 'manager', true) AND NOT pg_has_role(session_user, current_user, 'USAGE') THEN
            RAISE insufficient_privilege USING MESSAGE = 'only a manager changes who is in the team';
        END IF;
        SELECT * INTO former FROM hashiya.person WHERE name = of_name FOR UPDATE;
        IF former.login IS NOT NULL AND former.login IS DISTINCT FROM new_login THEN
            RAISE insufficient_privilege USING MESSAGE = format('%s has the login %s already', of_name, former.login);
        END IF;
        IF new_login IN ('hashiya_annotator', 'hashiya_curator', 'hashiya_manager') OR EXISTS (
            SELECT FROM pg_roles WHERE rolname = new_login AND rolsuper AND rolname <> session_user
        ) THEN
            RAISE insufficient_privilege USING MESSAGE = format('the role %s is nobody''s login here', new_login);
        END IF;
        IF new_login IS NOT NULL THEN
            made := coalesce(former.has_made_login, false);
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = new_login) THEN
                EXECUTE format('CREATE ROLE %I LOGIN', new_login);
                made := true;
            END IF;
            IF verifier IS NOT NULL THEN
                IF NOT made THEN
                    RAISE insufficient_privilege
                        USING MESSAGE = format('the login %s was not made by hashiya, so its password stays', new_login);
                END IF;
                IF verifier !~ '^SCRAM-SHA-256\$' THEN
                    RAISE invalid_password USING MESSAGE = 'the password is not a SCRAM secret';
                END IF;
                EXECUTE format('ALTER ROLE %I PASSWORD %L', new_login, verifier);
            END IF;
            FOREACH each_role IN ARRAY ARRAY['annotator', 'curator', 'manager'] LOOP
                IF each_role = new_role THEN
                    EXECUTE format('GRANT %I TO %I', 'hashiya_' || each_role, new_login);
                ELSIF former.role = each_role THEN
                    EXECUTE format('REVOKE %I FROM %I', 'hashiya_' || each_role, new_login);
                END IF;
            END LOOP;
        END IF;
        INSERT INTO hashiya.person (name, role, login, has_made_login) VALUES (of_name, new_role, new_login, made)
            ON CONFLICT (name) DO UPDATE
            SET role = excluded.role, login = excluded.login, has_made_login = excluded.has_made_login
            RETURNING id INTO person_id;
        RETURN person_id;
    END
    $$;

-- Rights on tables, by role.
GRANT USAGE ON SCHEMA hashiya TO hashiya_annotator;
GRANT SELECT ON hashiya.version, hashiya.project, hashiya.article, hashiya.work, hashiya.annotation, hashiya.record,
    hashiya.journal, hashiya.collection, hashiya.codebook TO hashiya_annotator;
GRANT SELECT (id, name, role) ON hashiya.person TO hashiya_annotator;
GRANT INSERT, UPDATE ON hashiya.work, hashiya.collection TO hashiya_annotator;
GRANT INSERT, UPDATE, DELETE ON hashiya.annotation, hashiya.record TO hashiya_annotator;
GRANT INSERT ON hashiya.journal TO hashiya_annotator;
GRANT INSERT ON hashiya.codebook TO hashiya_curator;
GRANT SELECT ON hashiya.person TO hashiya_manager;
GRANT INSERT, UPDATE ON hashiya.project TO hashiya_manager;
GRANT INSERT, UPDATE, DELETE ON hashiya.article TO hashiya_manager;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA hashiya FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hashiya.me(), hashiya.my_role(), hashiya.gold(), hashiya.article_of(integer, text),
    hashiya.hold(integer, text, integer), hashiya.tell() TO hashiya_annotator;
GRANT EXECUTE ON FUNCTION hashiya.put_person(text, text, text, text) TO hashiya_manager;

-- Rights on rows. A scalar subquery is evaluated once for a statement, a bare function once for each row.
ALTER TABLE hashiya.version ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON hashiya.version FOR SELECT USING (true);

ALTER TABLE hashiya.project ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON hashiya.project FOR SELECT USING (true);
CREATE POLICY manage ON hashiya.project USING ((SELECT hashiya.my_role()) = 'manager');

ALTER TABLE hashiya.person ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON hashiya.person FOR SELECT USING ((SELECT hashiya.me()) IS NOT NULL);

ALTER TABLE hashiya.article ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON hashiya.article FOR SELECT USING ((SELECT hashiya.me()) IS NOT NULL);
CREATE POLICY manage ON hashiya.article USING ((SELECT hashiya.my_role()) = 'manager');

ALTER TABLE hashiya.codebook ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON hashiya.codebook FOR SELECT USING ((SELECT hashiya.me()) IS NOT NULL);
CREATE POLICY curate ON hashiya.codebook FOR INSERT WITH CHECK ((SELECT hashiya.my_role()) IN ('curator', 'manager'));

-- a person's own work; the work of others for who reviews it; gold's for who settles; all for a manager
DO $$
DECLARE
    owned text;
BEGIN
    FOREACH owned IN ARRAY ARRAY['work', 'annotation', 'record', 'journal', 'collection'] LOOP
        EXECUTE format('ALTER TABLE hashiya.%I ENABLE ROW LEVEL SECURITY', owned);
        EXECUTE format('CREATE POLICY own ON hashiya.%I USING (person = (SELECT hashiya.me()))', owned);
        EXECUTE format(
            'CREATE POLICY review ON hashiya.%I FOR SELECT USING ((SELECT hashiya.my_role()) IN (%L, %L))',
            owned, 'curator', 'manager');
        EXECUTE format(
            'CREATE POLICY settle ON hashiya.%I USING ((SELECT hashiya.my_role()) = %L AND person = (SELECT hashiya.gold()))',
            owned, 'curator');
        EXECUTE format('CREATE POLICY manage ON hashiya.%I USING ((SELECT hashiya.my_role()) = %L)', owned, 'manager');
    END LOOP;
END
$$;

INSERT INTO hashiya.project (name) VALUES ('default');
INSERT INTO hashiya.person (name, role) VALUES ('gold', 'none');
