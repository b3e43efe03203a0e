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
INSERT INTO "alembic_version" VALUES('0010');
CREATE TABLE application_notes (
	id INTEGER NOT NULL,
	application_id BIGINT NOT NULL,
	at BIGINT NOT NULL,
	author_id BIGINT,
	step TEXT NOT NULL,
	text TEXT DEFAULT '' NOT NULL,
	CONSTRAINT application_notes_pkey PRIMARY KEY (id),
	CONSTRAINT application_notes_application_id_fkey FOREIGN KEY(application_id) REFERENCES applications (id) ON DELETE CASCADE
);
CREATE TABLE applications (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	person_id BIGINT NOT NULL,
	kind TEXT NOT NULL,
	status TEXT NOT NULL,
	created_at BIGINT NOT NULL,
	updated_at BIGINT NOT NULL,
	answers TEXT NOT NULL,
	files TEXT DEFAULT '[]' NOT NULL,
	confirmed_at BIGINT,
	meeting_id BIGINT,
	position INTEGER DEFAULT '0' NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	decided_by BIGINT,
	cards INTEGER DEFAULT '0' NOT NULL,
	version INTEGER DEFAULT '0' NOT NULL,
	CONSTRAINT applications_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
	CONSTRAINT applications_meeting_id_fkey FOREIGN KEY(meeting_id) REFERENCES meetings (id)
);
CREATE TABLE audit (
	id INTEGER NOT NULL,
	at BIGINT NOT NULL,
	actor_id BIGINT,
	act TEXT NOT NULL,
	subject_id BIGINT,
	data TEXT NOT NULL,
	CONSTRAINT audit_pkey PRIMARY KEY (id)
);
CREATE TABLE bots (
	id BIGINT NOT NULL,
	data TEXT NOT NULL,
	menus TEXT,
	CONSTRAINT bots_pkey PRIMARY KEY (id)
);
CREATE TABLE chat_partings (
	chat_number BIGINT NOT NULL,
	person_id BIGINT NOT NULL,
	at BIGINT NOT NULL,
	CONSTRAINT chat_partings_pkey PRIMARY KEY (chat_number, person_id),
	CONSTRAINT chat_partings_chat_number_fkey FOREIGN KEY(chat_number) REFERENCES chats (number) ON DELETE CASCADE,
	CONSTRAINT chat_partings_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE TABLE chat_people (
	chat_number BIGINT NOT NULL,
	person_id BIGINT NOT NULL,
	status TEXT NOT NULL,
	rights TEXT NOT NULL,
	since BIGINT NOT NULL, belonged TEXT DEFAULT '' NOT NULL,
	CONSTRAINT chat_people_pkey PRIMARY KEY (chat_number, person_id)
);
CREATE TABLE chats (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	id BIGINT NOT NULL,
	type TEXT NOT NULL,
	title TEXT NOT NULL,
	kind TEXT,
	scope TEXT DEFAULT '' NOT NULL,
	language TEXT NOT NULL,
	rights TEXT NOT NULL,
	inside SMALLINT NOT NULL,
	link TEXT DEFAULT '' NOT NULL,
	found_at BIGINT NOT NULL,
	CONSTRAINT chats_id_key UNIQUE (id)
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
CREATE TABLE drafts (
	person_id BIGINT NOT NULL,
	form TEXT NOT NULL,
	answers TEXT NOT NULL,
	skipped TEXT NOT NULL,
	given TEXT NOT NULL,
	question TEXT,
	held SMALLINT NOT NULL,
	step BIGINT NOT NULL,
	uploads SMALLINT NOT NULL,
	created_at BIGINT NOT NULL,
	updated_at BIGINT NOT NULL,
	nudged_at BIGINT,
	CONSTRAINT drafts_pkey PRIMARY KEY (person_id, form),
	CONSTRAINT drafts_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE TABLE files (
	hash TEXT NOT NULL,
	data BLOB NOT NULL,
	created_at BIGINT NOT NULL,
	CONSTRAINT files_pkey PRIMARY KEY (hash)
);
CREATE TABLE group_members (
	group_id TEXT NOT NULL,
	member_id BIGINT NOT NULL,
	person_id BIGINT,
	status SMALLINT NOT NULL,
	replaces TEXT DEFAULT '' NOT NULL,
	since BIGINT NOT NULL,
	CONSTRAINT group_members_pkey PRIMARY KEY (group_id, member_id),
	CONSTRAINT group_members_group_id_fkey FOREIGN KEY(group_id) REFERENCES groups (id)
);
CREATE TABLE group_questions (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	group_id TEXT NOT NULL,
	person_id BIGINT NOT NULL,
	text TEXT NOT NULL,
	asked_at BIGINT NOT NULL,
	answer TEXT,
	answered_by BIGINT,
	answered_at BIGINT,
	CONSTRAINT group_questions_group_id_fkey FOREIGN KEY(group_id) REFERENCES groups (id)
);
CREATE TABLE groups (
	id TEXT NOT NULL,
	position SMALLINT NOT NULL,
	titles TEXT NOT NULL,
	field TEXT DEFAULT '{}' NOT NULL,
	chat_link TEXT DEFAULT '' NOT NULL,
	created_at BIGINT NOT NULL,
	closed_at BIGINT,
	CONSTRAINT groups_pkey PRIMARY KEY (id)
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
CREATE TABLE invitations (
	token TEXT NOT NULL,
	organisation_id BIGINT NOT NULL,
	invited_by BIGINT NOT NULL,
	made_at BIGINT NOT NULL,
	used_by BIGINT,
	used_at BIGINT,
	CONSTRAINT invitations_pkey PRIMARY KEY (token),
	CONSTRAINT invitations_organisation_id_fkey FOREIGN KEY(organisation_id) REFERENCES organisations (id),
	CONSTRAINT invitations_invited_by_fkey FOREIGN KEY(invited_by) REFERENCES people (id) ON DELETE CASCADE
);
CREATE TABLE "jobs" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	kind TEXT NOT NULL,
	person_id BIGINT NOT NULL,
	data TEXT NOT NULL,
	state SMALLINT DEFAULT '0' NOT NULL,
	attempts SMALLINT DEFAULT '0' NOT NULL,
	file_hash TEXT,
	file_name TEXT,
	created_at BIGINT NOT NULL,
	CONSTRAINT jobs_file_hash_fkey FOREIGN KEY(file_hash) REFERENCES files (hash)
);
CREATE TABLE join_requests (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	chat_number BIGINT NOT NULL,
	person_id BIGINT NOT NULL,
	language TEXT NOT NULL,
	asked_at BIGINT NOT NULL,
	answer_by BIGINT NOT NULL,
	status SMALLINT NOT NULL,
	settled_at BIGINT,
	decided_by BIGINT,
	cards TEXT NOT NULL,
	CONSTRAINT join_requests_chat_number_fkey FOREIGN KEY(chat_number) REFERENCES chats (number) ON DELETE CASCADE
);
CREATE TABLE meetings (
	id INTEGER NOT NULL,
	at BIGINT NOT NULL,
	kind TEXT NOT NULL,
	status TEXT NOT NULL,
	CONSTRAINT meetings_pkey PRIMARY KEY (id)
);
CREATE TABLE members (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	kind TEXT NOT NULL,
	person_id BIGINT,
	organisation_id BIGINT,
	status TEXT NOT NULL,
	since BIGINT NOT NULL,
	application_id BIGINT,
	name TEXT NOT NULL,
	CONSTRAINT members_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
	CONSTRAINT members_organisation_id_fkey FOREIGN KEY(organisation_id) REFERENCES organisations (id),
	CONSTRAINT members_application_id_fkey FOREIGN KEY(application_id) REFERENCES applications (id) ON DELETE SET NULL,
	CONSTRAINT members_person_id_key UNIQUE (person_id),
	CONSTRAINT members_organisation_id_key UNIQUE (organisation_id)
);
CREATE TABLE organisations (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	inn TEXT NOT NULL,
	ogrn TEXT NOT NULL,
	data TEXT DEFAULT '{}' NOT NULL,
	CONSTRAINT organisations_pkey PRIMARY KEY (id),
	CONSTRAINT organisations_inn_key UNIQUE (inn)
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
	settled_at BIGINT, fades_at BIGINT,
	CONSTRAINT outbox_pkey PRIMARY KEY (id)
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
	reachable SMALLINT DEFAULT '1' NOT NULL, time_zone TEXT,
	CONSTRAINT people_pkey PRIMARY KEY (id)
);
CREATE TABLE representatives (
	organisation_id BIGINT NOT NULL,
	person_id BIGINT NOT NULL,
	since BIGINT NOT NULL,
	CONSTRAINT representatives_pkey PRIMARY KEY (organisation_id, person_id),
	CONSTRAINT representatives_organisation_id_fkey FOREIGN KEY(organisation_id) REFERENCES organisations (id),
	CONSTRAINT representatives_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE TABLE "roles" (
	person_id BIGINT NOT NULL,
	role TEXT NOT NULL,
	since BIGINT NOT NULL,
	scope TEXT DEFAULT '' NOT NULL,
	CONSTRAINT roles_pkey PRIMARY KEY (person_id, role, scope)
);
CREATE TABLE webinar_calendars (
	webinar_id BIGINT NOT NULL,
	sequence INTEGER NOT NULL,
	language TEXT NOT NULL,
	job_id BIGINT NOT NULL,
	CONSTRAINT webinar_calendars_pkey PRIMARY KEY (webinar_id, sequence, language),
	CONSTRAINT webinar_calendars_webinar_id_fkey FOREIGN KEY(webinar_id) REFERENCES webinars (id),
	CONSTRAINT webinar_calendars_job_id_fkey FOREIGN KEY(job_id) REFERENCES jobs (id) ON DELETE CASCADE
);
CREATE TABLE webinar_guests (
	person_id BIGINT NOT NULL,
	webinar_id BIGINT NOT NULL,
	standing SMALLINT NOT NULL,
	turn INTEGER DEFAULT '0' NOT NULL,
	at BIGINT DEFAULT '0' NOT NULL,
	offered_until BIGINT,
	reminded INTEGER,
	attended SMALLINT DEFAULT '0' NOT NULL,
	score SMALLINT,
	comment TEXT DEFAULT '' NOT NULL,
	told SMALLINT DEFAULT '0' NOT NULL,
	CONSTRAINT webinar_guests_pkey PRIMARY KEY (person_id, webinar_id),
	CONSTRAINT webinar_guests_webinar_id_fkey FOREIGN KEY(webinar_id) REFERENCES webinars (id),
	CONSTRAINT webinar_guests_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE TABLE webinar_months (
	group_id TEXT NOT NULL,
	month TEXT NOT NULL,
	CONSTRAINT webinar_months_pkey PRIMARY KEY (group_id, month),
	CONSTRAINT webinar_months_group_id_fkey FOREIGN KEY(group_id) REFERENCES groups (id)
);
CREATE TABLE webinars (
	id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	audience TEXT NOT NULL,
	group_id TEXT NOT NULL,
	status TEXT NOT NULL,
	organiser_id BIGINT NOT NULL,
	starts_at BIGINT NOT NULL,
	minutes INTEGER NOT NULL,
	ends_at BIGINT NOT NULL,
	places INTEGER NOT NULL,
	sequence INTEGER DEFAULT '0' NOT NULL,
	publish_at BIGINT,
	followed_up_at BIGINT,
	title TEXT NOT NULL,
	speakers TEXT NOT NULL,
	link TEXT NOT NULL,
	picture TEXT NOT NULL,
	discount TEXT NOT NULL,
	code_word TEXT DEFAULT '' NOT NULL,
	recording TEXT DEFAULT '' NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT webinars_pkey PRIMARY KEY (id)
);
CREATE INDEX ix_albums_seen_at ON albums (seen_at);
CREATE INDEX inbox_aside ON inbox (chat_id) WHERE state = 2;
CREATE INDEX inbox_done_at ON inbox (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX inbox_pending ON inbox (seq) WHERE state = 0;
CREATE INDEX outbox_chat ON outbox (chat_id, state);
CREATE INDEX outbox_edits ON outbox (edits) WHERE state = 0 AND edits IS NOT NULL;
CREATE UNIQUE INDEX outbox_key ON outbox ("key") WHERE key IS NOT NULL;
CREATE INDEX outbox_settled_at ON outbox (settled_at) WHERE settled_at IS NOT NULL;
CREATE INDEX outbox_waiting ON outbox (lane, id) WHERE state = 0;
CREATE INDEX people_guests ON people (first_seen_at) WHERE consented = 0;
CREATE INDEX consents_person ON consents (person_id, purpose);
CREATE UNIQUE INDEX consents_standing ON consents (person_id, purpose) WHERE withdrawn_at IS NULL;
CREATE INDEX ix_history_person_id ON history (person_id);
CREATE INDEX drafts_lying ON drafts (updated_at) WHERE nudged_at IS NULL;
CREATE INDEX ix_jobs_state ON jobs (state);
CREATE INDEX audit_actor ON audit (actor_id);
CREATE INDEX audit_subject ON audit (subject_id);
CREATE INDEX audit_refused ON audit (at) WHERE act = 'refused';
CREATE INDEX group_members_member ON group_members (member_id);
CREATE INDEX group_members_person ON group_members (person_id);
CREATE INDEX group_questions_open ON group_questions (group_id, id) WHERE answered_at IS NULL;
CREATE INDEX group_questions_person ON group_questions (person_id);
CREATE INDEX meetings_status ON meetings (status, at);
CREATE INDEX applications_person ON applications (person_id, id);
CREATE UNIQUE INDEX applications_open ON applications (person_id) WHERE status IN ('complete', 'filling', 'postponed', 'returned', 'signing', 'submitted');
CREATE INDEX applications_meeting ON applications (meeting_id, position);
CREATE INDEX ix_application_notes_application_id ON application_notes (application_id);
CREATE INDEX members_status ON members (status, id);
CREATE INDEX members_application ON members (application_id);
CREATE INDEX representatives_person ON representatives (person_id);
CREATE INDEX ix_invitations_invited_by ON invitations (invited_by);
CREATE INDEX webinars_status ON webinars (status, ends_at);
CREATE INDEX webinars_group ON webinars (group_id, starts_at);
CREATE INDEX webinars_unasked ON webinars (status, followed_up_at, ends_at);
CREATE INDEX webinar_guests_standing ON webinar_guests (webinar_id, standing, person_id);
CREATE INDEX webinar_guests_line ON webinar_guests (webinar_id, standing, turn) WHERE standing = 2;
CREATE INDEX webinar_guests_offers ON webinar_guests (standing, offered_until) WHERE standing = 3;
CREATE INDEX webinar_guests_untold ON webinar_guests (webinar_id, standing, told, person_id) WHERE standing = 0 AND told = 0;
CREATE INDEX webinar_guests_marked ON webinar_guests (webinar_id, attended, score) WHERE attended = 1 OR score IS NOT NULL;
CREATE INDEX chat_people_person ON chat_people (person_id);
CREATE INDEX chat_people_since ON chat_people (since);
CREATE INDEX outbox_fades_at ON outbox (fades_at) WHERE fades_at IS NOT NULL;
CREATE INDEX join_requests_person ON join_requests (person_id, chat_number);
CREATE UNIQUE INDEX join_requests_open ON join_requests (chat_number, person_id) WHERE settled_at IS NULL;
CREATE INDEX join_requests_overdue ON join_requests (answer_by) WHERE settled_at IS NULL;
CREATE INDEX join_requests_settled ON join_requests (settled_at) WHERE settled_at IS NOT NULL;
CREATE INDEX ix_chat_partings_person_id ON chat_partings (person_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('jobs',0);
COMMIT;