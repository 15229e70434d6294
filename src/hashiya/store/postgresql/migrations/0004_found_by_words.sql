-- Find articles by their words. Row-level security lets no index on words be used, since the operator @@ is not known to
-- be leakproof; so this function runs as the owner, and finds only what a login may read: an annotator, the
-- articles that were assigned.

-- Texts of too many words for a tsvector may have any word.
CREATE INDEX article_without_words ON hashiya.article (project, id) WHERE words IS NULL AND text IS NOT NULL;

CREATE FUNCTION hashiya.articles_with(of_project integer, wanted tsquery) RETURNS TABLE (key text, date text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET work_mem = '64MB'  -- a bitmap that forgets rows would read every tsvector again
    AS $$
    BEGIN
        IF hashiya.my_role() IN ('curator', 'manager') OR pg_has_role(session_user, current_user, 'USAGE') THEN
            RETURN QUERY
                SELECT one.key, one.date FROM hashiya.article AS one
                WHERE one.project = of_project AND one.words @@ wanted
                UNION ALL
                SELECT one.key, one.date FROM hashiya.article AS one
                WHERE one.project = of_project AND one.words IS NULL AND one.text IS NOT NULL;
        ELSE
            RETURN QUERY
                SELECT one.key, one.date
                FROM (
                    SELECT DISTINCT article FROM hashiya.assignment WHERE project = of_project AND person = hashiya.me()
                ) AS own
                JOIN hashiya.article AS one ON one.project = of_project AND one.id = own.article
                WHERE one.text IS NOT NULL AND (one.words @@ wanted OR one.words IS NULL);
        END IF;
    END
    $$;
REVOKE EXECUTE ON FUNCTION hashiya.articles_with(integer, tsquery) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hashiya.articles_with(integer, tsquery) TO hashiya_annotator;
