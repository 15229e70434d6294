-- Tell this database from every other one that may answer at the same address later. A dump keeps the identity, so a backup that
-- takes the place of the database is the same to everybody who has unsent changes for it.
ALTER TABLE hashiya.project ADD COLUMN identity uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE;
