BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE saved_view (
	id INTEGER NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	folded VARCHAR(160) NOT NULL, 
	page VARCHAR(40) NOT NULL, 
	"query" TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_saved_view PRIMARY KEY (id), 
	CONSTRAINT uq_saved_view_folded UNIQUE (folded)
);
INSERT INTO "saved_view" VALUES(1,'Comité d’été','comite d''ete','services','site=A','2025-03-02 09:30:00.000000','2025-03-02 09:30:00.000000');
COMMIT;
