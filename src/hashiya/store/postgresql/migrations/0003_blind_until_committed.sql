-- Show the work of others only once the own was closed by an earlier transaction. Otherwise an annotator could finish,
-- make the deferred trigger run, read, and roll everything back. changed_at is when the closing transaction began.
DO $$
DECLARE
    owned text;
BEGIN
    FOREACH owned IN ARRAY ARRAY['work', 'annotation', 'record'] LOOP
        EXECUTE format('ALTER POLICY compare ON hashiya.%1$I USING (EXISTS (SELECT FROM hashiya.assignment AS own'
            ' WHERE own.project = %1$I.project AND own.article = %1$I.article AND own.person = (SELECT hashiya.me())'
            ' AND own.state IN (''finished'', ''reviewed'', ''locked'') AND own.changed_at < now()))', owned);
    END LOOP;
END
$$;
