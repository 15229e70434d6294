-- List the people of whose work I may read something. The policies would be asked for each row of the work of a person until
-- one may be read. Here the closed assignments of one meet the work of the other by an index, from the side that has fewer:
-- a plan is made for each person, since one may have a million rows and another none.
CREATE FUNCTION hashiya.annotators(of_project integer) RETURNS SETOF text
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_custom_plan
    AS $$
    DECLARE
        each_person hashiya.person;
        reads_all boolean := hashiya.reads_all();
        i integer := hashiya.me();
    BEGIN
        IF i IS NULL AND NOT reads_all THEN
            RETURN;
        END IF;
        FOR each_person IN SELECT * FROM hashiya.person LOOP
            IF reads_all OR each_person.id = i THEN
                IF EXISTS (SELECT FROM hashiya.work
                    WHERE project = of_project AND person = each_person.id AND generation > 0 AND moved_to IS NULL)
                THEN
                    RETURN NEXT each_person.name;
                END IF;
            ELSIF EXISTS (
                SELECT FROM hashiya.assignment AS own
                JOIN hashiya.work AS other ON other.project = own.project AND other.article = own.article
                WHERE own.project = of_project AND own.person = i AND own.state IN ('finished', 'reviewed', 'locked')
                    AND own.changed_at < now()
                    AND other.project = of_project AND other.person = each_person.id
                    AND other.generation > 0 AND other.moved_to IS NULL)
            THEN
                RETURN NEXT each_person.name;
            END IF;
        END LOOP;
    END
    $$;

REVOKE EXECUTE ON FUNCTION hashiya.annotators(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hashiya.annotators(integer) TO hashiya_annotator;
