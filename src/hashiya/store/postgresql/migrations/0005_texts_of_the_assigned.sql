-- A text is read by those to whom the article was assigned. Until now own work was enough, but anybody may annotate a file
-- of a name that nobody has added, so the text that was added under this name later could be read without an assignment.
ALTER POLICY assigned ON hashiya.article USING (
    EXISTS (SELECT FROM hashiya.assignment AS own
        WHERE own.project = article.project AND own.article = article.id AND own.person = (SELECT hashiya.me()))
);

-- Tell whether I read every article: as a curator, a manager or the owner of the tables.
CREATE FUNCTION hashiya.reads_all() RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
    AS $$
    BEGIN
        RETURN coalesce(hashiya.my_role() IN ('curator', 'manager'), false)
            OR pg_has_role(session_user, current_user, 'USAGE');
    END
    $$;

-- The keys of articles, by which own work is found even where its text may not be read. A view reads with the rights of its
-- owner; as a barrier, it lets no condition of a statement see a row before its own.
CREATE VIEW hashiya.article_key WITH (security_barrier) AS
    SELECT article.project, article.id, article.key FROM hashiya.article
    WHERE (SELECT hashiya.reads_all())
        OR EXISTS (SELECT FROM hashiya.assignment AS own
            WHERE own.project = article.project AND own.article = article.id AND own.person = (SELECT hashiya.me()))
        OR EXISTS (SELECT FROM hashiya.work AS own
            WHERE own.project = article.project AND own.article = article.id AND own.person = (SELECT hashiya.me()));

REVOKE EXECUTE ON FUNCTION hashiya.reads_all() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hashiya.reads_all() TO hashiya_annotator;
GRANT SELECT ON hashiya.article_key TO hashiya_annotator;
