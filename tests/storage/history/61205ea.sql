BEGIN TRANSACTION;
CREATE TABLE albums (
	chat_id BIGINT NOT NULL,
	message_id BIGINT NOT NULL,
	album TEXT NOT NULL,
	seen_at BIGINT NOT NULL,
	CONSTRAINT albums_pkey PRIMARY KEY (chat_id, message_id)
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE bots (
	id BIGINT NOT NULL,
	data TEXT NOT NULL,
	CONSTRAINT bots_pkey PRIMARY KEY (id)
);
CREATE TABLE consents (
	id INTEGER NOT NULL,
	person_id BIGINT NOT NULL,
	purpose TEXT NOT NULL,
	version TEXT NOT NULL,
	digest TEXT NOT NULL,
	update_id BIGINT,
	given_at BIGINT NOT NULL,
	withdrawn_at BIGINT,
	CONSTRAINT consents_pkey PRIMARY KEY (id),
	CONSTRAINT consents_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE TABLE conversations (
	chat_id BIGINT NOT NULL,
	person_id BIGINT NOT NULL,
	state TEXT,
	data TEXT DEFAULT '{}' NOT NULL,
	CONSTRAINT conversations_pkey PRIMARY KEY (chat_id, person_id)
);
CREATE TABLE files (
	hash TEXT NOT NULL,
	data BLOB NOT NULL,
	created_at BIGINT NOT NULL,
	CONSTRAINT files_pkey PRIMARY KEY (hash)
);
CREATE TABLE history (
	id INTEGER NOT NULL,
	person_id BIGINT NOT NULL,
	at BIGINT NOT NULL,
	kind TEXT NOT NULL,
	data TEXT NOT NULL,
	CONSTRAINT history_pkey PRIMARY KEY (id),
	CONSTRAINT history_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE TABLE inbox (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	bot_id BIGINT NOT NULL,
	update_id BIGINT,
	kind TEXT NOT NULL,
	chat_id BIGINT NOT NULL,
	payload TEXT,
	state SMALLINT DEFAULT '0' NOT NULL,
	attempts SMALLINT DEFAULT '0' NOT NULL,
	error TEXT,
	received_at BIGINT NOT NULL,
	done_at BIGINT,
	CONSTRAINT inbox_bot_id_update_id_key UNIQUE (bot_id, update_id)
);
CREATE TABLE jobs (
	id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	person_id BIGINT NOT NULL,
	data TEXT NOT NULL,
	state SMALLINT DEFAULT '0' NOT NULL,
	attempts SMALLINT DEFAULT '0' NOT NULL,
	file_hash TEXT,
	file_name TEXT,
	created_at BIGINT NOT NULL,
	CONSTRAINT jobs_pkey PRIMARY KEY (id),
	CONSTRAINT jobs_file_hash_fkey FOREIGN KEY(file_hash) REFERENCES files (hash)
);
CREATE TABLE outbox (
	id INTEGER NOT NULL,
	method TEXT NOT NULL,
	params TEXT NOT NULL,
	chat_id BIGINT,
	lane SMALLINT NOT NULL,
	again SMALLINT NOT NULL,
	"key" TEXT,
	edits TEXT,
	"after" TEXT,
	consent TEXT,
	expires_at BIGINT,
	job_id BIGINT,
	wants TEXT,
	state SMALLINT DEFAULT '0' NOT NULL,
	attempts SMALLINT DEFAULT '0' NOT NULL,
	due_at BIGINT NOT NULL,
	message_id BIGINT,
	error TEXT,
	created_at BIGINT NOT NULL,
	settled_at BIGINT,
	CONSTRAINT outbox_pkey PRIMARY KEY (id),
	CONSTRAINT outbox_key_key UNIQUE ("key")
);
CREATE TABLE people (
	id BIGINT NOT NULL,
	language TEXT NOT NULL,
	first_seen_at BIGINT NOT NULL,
	first_source TEXT,
	last_source TEXT,
	name TEXT,
	username TEXT,
	consented SMALLINT DEFAULT '0' NOT NULL,
	reachable SMALLINT DEFAULT '1' NOT NULL,
	CONSTRAINT people_pkey PRIMARY KEY (id)
);
CREATE TABLE roles (
	person_id BIGINT NOT NULL,
	role TEXT NOT NULL,
	since BIGINT NOT NULL,
	CONSTRAINT roles_pkey PRIMARY KEY (person_id, role)
);
CREATE INDEX ix_albums_seen_at ON albums (seen_at);
CREATE INDEX inbox_aside ON inbox (chat_id) WHERE state = 2;
CREATE INDEX inbox_done_at ON inbox (done_at);
CREATE INDEX inbox_pending ON inbox (seq) WHERE state = 0;
CREATE INDEX outbox_chat ON outbox (chat_id);
CREATE INDEX outbox_edits ON outbox (edits) WHERE state = 0;
CREATE INDEX outbox_open ON outbox (chat_id, id) WHERE state < 2;
CREATE INDEX outbox_settled_at ON outbox (settled_at);
CREATE INDEX outbox_waiting ON outbox (lane, id) WHERE state = 0;
CREATE INDEX people_guests ON people (first_seen_at) WHERE consented = 0;
CREATE INDEX consents_person ON consents (person_id, purpose);
CREATE UNIQUE INDEX consents_standing ON consents (person_id, purpose) WHERE withdrawn_at IS NULL;
CREATE INDEX ix_history_person_id ON history (person_id);
CREATE INDEX ix_jobs_state ON jobs (state);
DELETE FROM "sqlite_sequence";
COMMIT;