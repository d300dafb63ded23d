BEGIN TRANSACTION;
CREATE TABLE action (
	id INTEGER NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	decided TEXT NOT NULL, 
	state VARCHAR(10) NOT NULL, 
	owner VARCHAR(120) NOT NULL, 
	due_on DATE, 
	done_on DATE, 
	commitment INTEGER, 
	indicator VARCHAR(80), 
	site VARCHAR(80), 
	service VARCHAR(80), 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_action PRIMARY KEY (id), 
	CONSTRAINT ck_action_state CHECK (state in ('considered', 'under_way', 'done', 'abandoned')), 
	CONSTRAINT ck_action_done_on CHECK ((state = 'done') = (done_on is not null)), 
	CONSTRAINT ck_action_place CHECK ((site is null) <> (service is null))
);
INSERT INTO "action" VALUES(1,'Un second guichet','Ouvrir le matin.','done','greffe','2025-04-01','2025-04-01',1,NULL,'A',NULL,'2025-03-02 09:30:00.000000');
CREATE TABLE action_decision (
	action_id INTEGER NOT NULL, 
	decision_id INTEGER NOT NULL, 
	review_meeting_id INTEGER NOT NULL, 
	CONSTRAINT pk_action_decision PRIMARY KEY (action_id), 
	CONSTRAINT fk_action_decision_action_id_action FOREIGN KEY(action_id) REFERENCES action (id), 
	CONSTRAINT fk_action_decision_decision_id_decision FOREIGN KEY(decision_id) REFERENCES decision (id), 
	CONSTRAINT fk_action_decision_review_meeting_id_review_meeting FOREIGN KEY(review_meeting_id) REFERENCES review_meeting (id)
);
INSERT INTO "action_decision" VALUES(1,1,1);
CREATE TABLE action_review (
	action_id INTEGER NOT NULL, 
	review VARCHAR(80) NOT NULL, 
	tied_at DATETIME NOT NULL, 
	CONSTRAINT pk_action_review PRIMARY KEY (action_id, review), 
	CONSTRAINT fk_action_review_action_id_action FOREIGN KEY(action_id) REFERENCES action (id)
);
INSERT INTO "action_review" VALUES(1,'avis-1','2025-03-02 09:30:00.000000');
CREATE TABLE agenda_item (
	id INTEGER NOT NULL, 
	review_meeting_id INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	comment TEXT NOT NULL, 
	CONSTRAINT pk_agenda_item PRIMARY KEY (id), 
	CONSTRAINT fk_agenda_item_review_meeting_id_review_meeting FOREIGN KEY(review_meeting_id) REFERENCES review_meeting (id)
);
INSERT INTO "agenda_item" VALUES(1,1,1,'{"kind": "action", "title": "Un second guichet", "conclusion": "À faire.", "limit": "Ouvrir.", "figure": null}','Vu.');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0008');
CREATE TABLE audit (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	actor VARCHAR(120) NOT NULL, 
	act VARCHAR(30) NOT NULL, 
	object VARCHAR(30) NOT NULL, 
	object_id INTEGER NOT NULL, 
	detail VARCHAR(200) NOT NULL, chain VARCHAR(64) DEFAULT '' NOT NULL, 
	CONSTRAINT pk_audit PRIMARY KEY (id)
);
INSERT INTO "audit" VALUES(1,'2025-03-02 09:30:00.000000','usager','left','left_review',1,'','5dc6bb9f12112195f54e5eb13ac49eed403759ddce5a58a10998e0acc431e172');
INSERT INTO "audit" VALUES(2,'2025-03-02 09:30:00.000000','mod','published','left_review',1,'','339edafc44cc593919a7ab3b968a09fe9346e28852772f6e764c1febeaa16efe');
INSERT INTO "audit" VALUES(3,'2025-03-02 09:30:00.000000','greffe','created','action',1,'','0f58c53f9b10d88489100cfd999536b5f647bc3e0089e239f99650eab11368df');
CREATE TABLE decision (
	id INTEGER NOT NULL, 
	review_meeting_id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	owner VARCHAR(120) NOT NULL, 
	due_on DATE, 
	indicator VARCHAR(80), 
	site VARCHAR(80), 
	state VARCHAR(10) NOT NULL, 
	created_at DATETIME NOT NULL, about TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_decision PRIMARY KEY (id), 
	CONSTRAINT ck_decision_state CHECK (state in ('open', 'done', 'dropped')), 
	CONSTRAINT fk_decision_review_meeting_id_review_meeting FOREIGN KEY(review_meeting_id) REFERENCES review_meeting (id)
);
INSERT INTO "decision" VALUES(1,1,'Ouvrir plus tôt','chef','2025-04-01',NULL,'A','open','2025-03-02 09:30:00.000000','');
CREATE TABLE expected_effect (
	action_id INTEGER NOT NULL, 
	indicator VARCHAR(80) NOT NULL, 
	direction VARCHAR(4) NOT NULL, 
	smallest_change DOUBLE NOT NULL, 
	stated_at DATETIME NOT NULL, 
	CONSTRAINT pk_expected_effect PRIMARY KEY (action_id), 
	CONSTRAINT ck_expected_effect_direction CHECK (direction in ('up', 'down')), 
	CONSTRAINT ck_expected_effect_smallest_change CHECK (smallest_change > 0), 
	CONSTRAINT fk_expected_effect_action_id_action FOREIGN KEY(action_id) REFERENCES action (id)
);
INSERT INTO "expected_effect" VALUES(1,'accueil','up',2.5,'2025-03-02 09:30:00.000000');
CREATE TABLE left_review (
	id INTEGER NOT NULL, 
	site VARCHAR(80) NOT NULL, 
	tone VARCHAR(8) NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	text TEXT, 
	digest VARCHAR(64) NOT NULL, 
	state VARCHAR(10) NOT NULL, 
	refusal_reason VARCHAR(20), 
	created_at DATETIME NOT NULL, 
	published_at DATETIME, 
	refused_at DATETIME, 
	CONSTRAINT pk_left_review PRIMARY KEY (id), 
	CONSTRAINT ck_left_review_tone CHECK (tone in ('positive', 'neutral', 'negative')), 
	CONSTRAINT ck_left_review_state CHECK (state in ('waiting', 'published', 'refused')), 
	CONSTRAINT ck_left_review_refusal_reason CHECK ((state = 'refused') = (refusal_reason is not null))
);
INSERT INTO "left_review" VALUES(1,'A','positive','desk','Accueil rapide, très agréable.','dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd','published',NULL,'2025-03-02 09:30:00.000000','2025-03-02 09:30:00.000000',NULL);
INSERT INTO "left_review" VALUES(2,'A','negative','online',NULL,'','refused','off_topic','2025-03-02 09:30:00.000000',NULL,'2025-03-02 09:30:00.000000');
CREATE TABLE left_review_contact (
	left_review_id INTEGER NOT NULL, 
	email VARCHAR(254) NOT NULL, 
	CONSTRAINT pk_left_review_contact PRIMARY KEY (left_review_id), 
	CONSTRAINT fk_left_review_contact_left_review_id_left_review FOREIGN KEY(left_review_id) REFERENCES left_review (id)
);
INSERT INTO "left_review_contact" VALUES(1,'a@exemple.fr');
CREATE TABLE left_review_reply (
	id INTEGER NOT NULL, 
	left_review_id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	state VARCHAR(10) NOT NULL, 
	author VARCHAR(120) NOT NULL, 
	created_at DATETIME NOT NULL, 
	validated_by VARCHAR(120), 
	validated_at DATETIME, 
	CONSTRAINT pk_left_review_reply PRIMARY KEY (id), 
	CONSTRAINT ck_left_review_reply_state CHECK (state in ('draft', 'validated')), 
	CONSTRAINT ck_left_review_reply_validated_by CHECK ((state = 'validated') = (validated_by is not null)), 
	CONSTRAINT uq_left_review_reply_left_review_id UNIQUE (left_review_id), 
	CONSTRAINT fk_left_review_reply_left_review_id_left_review FOREIGN KEY(left_review_id) REFERENCES left_review (id)
);
INSERT INTO "left_review_reply" VALUES(1,1,'Merci.',2,'validated','greffe','2025-03-02 09:30:00.000000','chef','2025-03-02 09:30:00.000000');
CREATE TABLE left_review_theme (
	left_review_id INTEGER NOT NULL, 
	theme VARCHAR(80) NOT NULL, 
	CONSTRAINT pk_left_review_theme PRIMARY KEY (left_review_id, theme), 
	CONSTRAINT fk_left_review_theme_left_review_id_left_review FOREIGN KEY(left_review_id) REFERENCES left_review (id)
);
INSERT INTO "left_review_theme" VALUES(1,'Relation');
CREATE TABLE person (
	id INTEGER NOT NULL, 
	subject VARCHAR(255) NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	email VARCHAR(254) NOT NULL, 
	first_seen_at DATETIME, 
	last_seen_at DATETIME, 
	CONSTRAINT pk_person PRIMARY KEY (id), 
	CONSTRAINT uq_person_subject UNIQUE (subject)
);
INSERT INTO "person" VALUES(1,'sub-1','Anne Martin','anne@exemple.fr','2025-03-02 09:30:00.000000',NULL);
CREATE TABLE reply_vote (
	reply_id INTEGER NOT NULL, 
	reader VARCHAR(64) NOT NULL, 
	useful BOOLEAN NOT NULL, 
	voted_at DATETIME NOT NULL, 
	CONSTRAINT pk_reply_vote PRIMARY KEY (reply_id, reader), 
	CONSTRAINT fk_reply_vote_reply_id_left_review_reply FOREIGN KEY(reply_id) REFERENCES left_review_reply (id)
);
INSERT INTO "reply_vote" VALUES(1,'rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr',1,'2025-03-02 09:30:00.000000');
CREATE TABLE review_meeting (
	id INTEGER NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	held_on DATE NOT NULL, 
	"query" TEXT NOT NULL, 
	data_version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, perimeter TEXT DEFAULT '' NOT NULL, participants TEXT DEFAULT '' NOT NULL, basis TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_review_meeting PRIMARY KEY (id)
);
INSERT INTO "review_meeting" VALUES(1,'Revue d’avril','2025-04-01','site=A',1,'2025-03-02 09:30:00.000000','Site A','Anne','');
CREATE TABLE role_grant (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	perimeter TEXT NOT NULL, 
	expires_on DATE, 
	granted_by VARCHAR(120) NOT NULL, 
	granted_at DATETIME NOT NULL, 
	revoked_by VARCHAR(120), 
	revoked_at DATETIME, 
	CONSTRAINT pk_role_grant PRIMARY KEY (id), 
	CONSTRAINT ck_role_grant_role CHECK (role in ('lecteur', 'analyste', 'agent', 'moderateur', 'pilote', 'administrateur')), 
	CONSTRAINT ck_role_grant_revoked_by CHECK ((revoked_at is null) = (revoked_by is null)), 
	CONSTRAINT fk_role_grant_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
);
INSERT INTO "role_grant" VALUES(1,1,'pilote','{"everywhere": true}',NULL,'installation','2025-03-02 09:30:00.000000',NULL,NULL);
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
CREATE TABLE secret (
	name VARCHAR(40) NOT NULL, 
	value VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_secret PRIMARY KEY (name)
);
INSERT INTO "secret" VALUES('form','5555555555555555555555555555555555555555555555555555555555555555');
CREATE TABLE sending_origin (
	origin VARCHAR(64) NOT NULL, 
	since DATETIME NOT NULL, 
	accepted INTEGER NOT NULL, 
	CONSTRAINT pk_sending_origin PRIMARY KEY (origin, since)
);
INSERT INTO "sending_origin" VALUES('oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo','2025-03-02 09:30:00.000000',3);
CREATE INDEX ix_left_review_site_state ON left_review (site, state);
CREATE INDEX ix_left_review_digest ON left_review (digest);
CREATE INDEX ix_left_review_contact_email ON left_review_contact (email);
CREATE INDEX ix_audit_object ON audit (object, object_id);
CREATE INDEX ix_action_site ON action (site);
CREATE INDEX ix_action_service ON action (service);
CREATE INDEX ix_action_review_review ON action_review (review);
CREATE INDEX ix_decision_review_meeting_id ON decision (review_meeting_id);
CREATE INDEX ix_agenda_item_review_meeting_id ON agenda_item (review_meeting_id);
CREATE TRIGGER expected_effect_no_update before update on expected_effect begin select raise(abort, 'an expected effect is fixed'); end;
CREATE TRIGGER expected_effect_no_delete before delete on expected_effect begin select raise(abort, 'an expected effect is fixed'); end;
CREATE INDEX ix_action_decision_decision_id ON action_decision (decision_id);
CREATE INDEX ix_role_grant_person_id ON role_grant (person_id);
CREATE TRIGGER audit_no_update before update on audit begin select raise(abort, 'the audit is append-only'); end;
CREATE TRIGGER audit_no_delete before delete on audit begin select raise(abort, 'the audit is append-only'); end;
COMMIT;
