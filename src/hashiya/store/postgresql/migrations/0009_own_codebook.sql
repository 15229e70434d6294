-- A new version of the codebook names the person who added it.
DROP POLICY curate ON hashiya.codebook;
CREATE POLICY curate ON hashiya.codebook FOR INSERT
    WITH CHECK ((SELECT hashiya.my_role()) IN ('curator', 'manager') AND by = (SELECT hashiya.me()));
