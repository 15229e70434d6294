-- Lock a work of which the program has read everything, as `hold` does; refuse if it was saved since. So a save that nobody was faster
-- with needs one round trip.
CREATE FUNCTION hashiya.hold_known(
    of_project integer, of_article bigint, of_key text, of_person integer, known_generation bigint
) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    AS $$
    BEGIN
        IF of_person = hashiya.me() AND hashiya.my_role() <> 'manager' AND NOT hashiya.may_write(of_project, of_article) THEN
            PERFORM hashiya.refuse_closed(of_project, of_article, of_key);
        END IF;
        PERFORM FROM hashiya.work
            WHERE project = of_project AND article = of_article AND person = of_person AND generation = known_generation
            FOR UPDATE;
        IF NOT FOUND THEN
            RAISE EXCEPTION USING ERRCODE = 'HA003', MESSAGE = 'saved by another program since';
        END IF;
    END
    $$;

REVOKE EXECUTE ON FUNCTION hashiya.hold_known(integer, bigint, text, integer, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hashiya.hold_known(integer, bigint, text, integer, bigint) TO hashiya_annotator;
