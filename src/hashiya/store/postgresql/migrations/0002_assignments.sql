-- Who annotates which article, how far the work is, and which rows this lets a person read and write.

-- The bytes of an article's file, kept where text and encoding alone would not give them back.
ALTER TABLE hashiya.article ADD COLUMN original bytea;

CREATE TABLE hashiya.assignment (
    project integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    article bigint NOT NULL,
    person integer REFERENCES hashiya.person,   -- NULL for a place that any annotator may take
    state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'in progress', 'finished', 'reviewed', 'locked')),
    note text NOT NULL DEFAULT '',              -- of the curator who reopened it
    time_limit interval,                        -- without a save for so long, the place is free again
    due timestamptz,
    changed_at timestamptz NOT NULL DEFAULT now(),
    changed_by integer REFERENCES hashiya.person,
    PRIMARY KEY (project, id),
    UNIQUE (project, article, person),
    FOREIGN KEY (project, article) REFERENCES hashiya.article ON DELETE CASCADE,
    CHECK (person IS NOT NULL OR state = 'new')
);
CREATE INDEX assignment_by_person ON hashiya.assignment (project, person, state);
CREATE INDEX assignment_free ON hashiya.assignment (project, id) WHERE person IS NULL;
CREATE INDEX assignment_due ON hashiya.assignment (project, due) WHERE state IN ('new', 'in progress');

-- Tell whether I may write my own work in an article. An annotator is bound to what was assigned; an article that is
-- known by its key alone was never added to the team, so nobody assigns it, and it is free.
CREATE FUNCTION hashiya.may_write(of_project integer, of_article bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
    BEGIN
        RETURN coalesce(
            (SELECT state IN ('new', 'in progress') FROM hashiya.assignment
                WHERE project = of_project AND article = of_article AND person = hashiya.me()),
            hashiya.my_role() IN ('curator', 'manager')
            OR (SELECT sha256 IS NULL FROM hashiya.article WHERE project = of_project AND id = of_article)
        );
    END
    $$;

-- Say in which state an assignment is that may not be written.
CREATE FUNCTION hashiya.refuse_closed(of_project integer, of_article bigint, of_key text) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
    BEGIN
        RAISE EXCEPTION USING
            ERRCODE = 'HA001',
            MESSAGE = coalesce(
                (SELECT state FROM hashiya.assignment
                    WHERE project = of_project AND article = of_article AND person = hashiya.me()),
                'not assigned'),
            DETAIL = of_key;  -- given by the caller, so that nobody learns the key of a number
    END
    $$;

CREATE OR REPLACE FUNCTION hashiya.hold(
    of_project integer, of_key text, of_person integer, OUT of_article bigint, OUT at_generation bigint, OUT was_moved boolean
)
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    AS $$
    BEGIN
        of_article := hashiya.article_of(of_project, of_key);
        IF of_person = hashiya.me() AND hashiya.my_role() <> 'manager' AND NOT hashiya.may_write(of_project, of_article) THEN
            PERFORM hashiya.refuse_closed(of_project, of_article, of_key);
        END IF;
        INSERT INTO hashiya.work (project, article, person) VALUES (of_project, of_article, of_person)
            ON CONFLICT (project, article, person) DO NOTHING;
        SELECT generation, moved_to IS NOT NULL INTO at_generation, was_moved FROM hashiya.work
            WHERE project = of_project AND article = of_article AND person = of_person FOR UPDATE;
    END
    $$;

-- Let the state follow the work when its transaction ends: until then the rows of the work may still be written.
-- The assignment is locked here, so a save meets a lock or a release by another session whole or not at all.
CREATE FUNCTION hashiya.follow_work() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
    DECLARE
        is_done boolean := NEW.status = 'done';
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            is_done := is_done AND OLD.status <> 'done';
        END IF;
        UPDATE hashiya.assignment
            SET state = CASE WHEN is_done THEN 'finished' ELSE 'in progress' END,
                due = CASE WHEN is_done THEN NULL ELSE now() + time_limit END,
                changed_at = now(),
                changed_by = NEW.person
            WHERE project = NEW.project AND article = NEW.article AND person = NEW.person
                AND state IN ('new', 'in progress');
        IF NOT FOUND AND hashiya.my_role() = 'annotator' AND NOT hashiya.may_write(NEW.project, NEW.article) THEN
            PERFORM hashiya.refuse_closed(NEW.project, NEW.article,
                (SELECT key FROM hashiya.article WHERE project = NEW.project AND id = NEW.article));
        END IF;
        RETURN NULL;
    END
    $$;
CREATE CONSTRAINT TRIGGER followed AFTER INSERT OR UPDATE ON hashiya.work DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.generation > 0) EXECUTE FUNCTION hashiya.follow_work();

-- Free the places of open assignments whose time is over; what was annotated there stays.
CREATE FUNCTION hashiya.release_overdue(of_project integer) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
        WITH late AS (
            SELECT id FROM hashiya.assignment
                WHERE project = of_project AND due < now() AND state IN ('new', 'in progress')
                FOR UPDATE SKIP LOCKED
        ), released AS (
            UPDATE hashiya.assignment AS one
                SET person = NULL, state = 'new', note = '', due = NULL, changed_at = now(), changed_by = hashiya.me()
                FROM late WHERE one.project = of_project AND one.id = late.id RETURNING 1
        )
        SELECT count(*) FROM released
    $$;

-- Take the first free place in an article that the person does not have yet; NULL if there is none. Places that another
-- session is taking are passed over, so two people never wait for each other and never get one place.
CREATE FUNCTION hashiya.take_next(of_project integer, taker integer) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
    DECLARE
        taken bigint;
    BEGIN
        IF coalesce(hashiya.my_role() <> 'manager' AND taker <> hashiya.me(), true) THEN
            RAISE insufficient_privilege USING MESSAGE = 'only a manager takes an article for another person';
        END IF;
        -- two sessions of one person take one after the other, so that they do not take two places in one article
        PERFORM FROM hashiya.person WHERE id = taker FOR NO KEY UPDATE;
        PERFORM hashiya.release_overdue(of_project);
        UPDATE hashiya.assignment
            SET person = taker, due = now() + time_limit, changed_at = now(), changed_by = hashiya.me()
            WHERE project = of_project AND id = (
                SELECT free.id FROM hashiya.assignment AS free
                    WHERE free.project = of_project AND free.person IS NULL AND NOT EXISTS (
                        SELECT FROM hashiya.assignment AS own
                            WHERE own.project = of_project AND own.article = free.article AND own.person = taker)
                    ORDER BY free.id LIMIT 1 FOR UPDATE OF free SKIP LOCKED)
            RETURNING article INTO taken;
        RETURN (SELECT key FROM hashiya.article WHERE project = of_project AND id = taken);
    END
    $$;

-- Review, reopen or lock the work of a person in an article; only a curator or a manager may. The state of the work's
-- reading position follows, so that an article which is reopened can be marked as done again.
CREATE FUNCTION hashiya.decide(of_project integer, of_key text, of_name text, decision text, new_note text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
    DECLARE
        assigned hashiya.assignment;
        new_state text;
    BEGIN
        IF coalesce(hashiya.my_role() NOT IN ('curator', 'manager'), true) THEN
            RAISE insufficient_privilege USING MESSAGE = 'only a curator decides on the work of others';
        END IF;
        SELECT one.* INTO assigned
            FROM hashiya.assignment AS one
            JOIN hashiya.article ON article.project = one.project AND article.id = one.article
            JOIN hashiya.person ON person.id = one.person
            WHERE one.project = of_project AND article.key = of_key AND person.name = of_name
            FOR UPDATE OF one;
        IF assigned.id IS NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'HA002', MESSAGE = 'not assigned', DETAIL = of_key, HINT = of_name;
        END IF;
        new_state := CASE
            WHEN decision = 'review' AND assigned.state = 'finished' THEN 'reviewed'
            WHEN decision = 'reopen' AND assigned.state IN ('finished', 'reviewed', 'locked') THEN 'in progress'
            WHEN decision = 'lock' AND assigned.state <> 'locked' THEN 'locked'
        END;
        IF new_state IS NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'HA002', MESSAGE = assigned.state, DETAIL = of_key, HINT = of_name;
        END IF;
        UPDATE hashiya.assignment
            SET state = new_state,
                note = CASE WHEN decision = 'reopen' THEN new_note ELSE note END,
                due = CASE WHEN decision = 'reopen' THEN now() + time_limit END,
                changed_at = now(),
                changed_by = hashiya.me()
            WHERE project = of_project AND id = assigned.id;
        IF decision = 'reopen' THEN
            UPDATE hashiya.record SET record = jsonb_set(record::jsonb, '{status}', '"in progress"')::text
                WHERE project = of_project AND article = assigned.article AND person = assigned.person AND kind = 'reading';
        END IF;
        UPDATE hashiya.work
            SET generation = generation + 1, status = CASE WHEN decision = 'reopen' THEN 'in progress' ELSE status END
            WHERE project = of_project AND article = assigned.article AND person = assigned.person;
        RETURN new_state;
    END
    $$;

REVOKE EXECUTE ON FUNCTION hashiya.may_write(integer, bigint), hashiya.refuse_closed(integer, bigint, text),
    hashiya.follow_work(), hashiya.release_overdue(integer), hashiya.take_next(integer, integer),
    hashiya.decide(integer, text, text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hashiya.may_write(integer, bigint), hashiya.refuse_closed(integer, bigint, text),
    hashiya.release_overdue(integer), hashiya.take_next(integer, integer) TO hashiya_annotator;
GRANT EXECUTE ON FUNCTION hashiya.decide(integer, text, text, text, text) TO hashiya_curator;
GRANT SELECT ON hashiya.assignment TO hashiya_annotator;
GRANT INSERT, UPDATE, DELETE ON hashiya.assignment TO hashiya_manager;

ALTER TABLE hashiya.assignment ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON hashiya.assignment FOR SELECT USING (person = (SELECT hashiya.me()));
CREATE POLICY review ON hashiya.assignment FOR SELECT USING ((SELECT hashiya.my_role()) IN ('curator', 'manager'));
CREATE POLICY manage ON hashiya.assignment USING ((SELECT hashiya.my_role()) = 'manager');

-- An annotator reads the articles that were assigned, and those of the own work.
DROP POLICY read ON hashiya.article;
CREATE POLICY review ON hashiya.article FOR SELECT USING ((SELECT hashiya.my_role()) IN ('curator', 'manager'));
CREATE POLICY assigned ON hashiya.article FOR SELECT USING (
    EXISTS (SELECT FROM hashiya.assignment AS own
        WHERE own.project = article.project AND own.article = article.id AND own.person = (SELECT hashiya.me()))
    OR EXISTS (SELECT FROM hashiya.work AS own
        WHERE own.project = article.project AND own.article = article.id AND own.person = (SELECT hashiya.me()))
);

-- The own work is read always and written while it is open; the work of others is read once the own is closed.
DO $$
DECLARE
    owned text;
BEGIN
    FOREACH owned IN ARRAY ARRAY['work', 'annotation', 'record'] LOOP
        EXECUTE format('DROP POLICY own ON hashiya.%I', owned);
        EXECUTE format('CREATE POLICY own ON hashiya.%I FOR SELECT USING (person = (SELECT hashiya.me()))', owned);
        -- a policy for each command, since SELECT would ask may_write for every row
        EXECUTE format('CREATE POLICY open_insert ON hashiya.%I FOR INSERT WITH CHECK'
            ' (person = (SELECT hashiya.me()) AND hashiya.may_write(project, article))', owned);
        EXECUTE format('CREATE POLICY open_update ON hashiya.%I FOR UPDATE USING'
            ' (person = (SELECT hashiya.me()) AND hashiya.may_write(project, article))', owned);
        EXECUTE format('CREATE POLICY open_delete ON hashiya.%I FOR DELETE USING'
            ' (person = (SELECT hashiya.me()) AND hashiya.may_write(project, article))', owned);
        EXECUTE format(
            'CREATE POLICY compare ON hashiya.%1$I FOR SELECT USING (EXISTS (SELECT FROM hashiya.assignment AS own'
            ' WHERE own.project = %1$I.project AND own.article = %1$I.article AND own.person = (SELECT hashiya.me())'
            ' AND own.state IN (''finished'', ''reviewed'', ''locked'')))', owned);
    END LOOP;
END
$$;
