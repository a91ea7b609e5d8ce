-- Append-only. hash covers the entry and previous_hash, so that no entry can be changed, left out or put in between
-- without breaking every hash after it. status is null in the entry written before an action, the answer's in the one
-- written after it.
CREATE TABLE audit_entry (
  id            BIGINT        NOT NULL,
  at_ms         BIGINT        NOT NULL,
  subject       VARCHAR(128)  NOT NULL,
  address       VARCHAR(64)   NULL,
  method        VARCHAR(8)    NOT NULL,
  path          VARCHAR(1000) NOT NULL,
  body          TEXT          NULL,
  status        INT           NULL,
  trace_id      VARCHAR(32)   NULL,
  previous_hash CHAR(64)      NOT NULL,
  hash          CHAR(64)      NOT NULL,
  PRIMARY KEY (id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Where the chain ends; its one row puts writers in a line and shows when entries at the end are missing.
CREATE TABLE audit_head (
  one  TINYINT  NOT NULL,
  id   BIGINT   NOT NULL,
  hash CHAR(64) NOT NULL,
  PRIMARY KEY (one),
  CONSTRAINT ck_audit_head_one_row CHECK (one = 1)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

INSERT INTO audit_head (one, id, hash) VALUES (1, 0, REPEAT('0', 64));

CREATE TRIGGER audit_entry_is_never_changed BEFORE UPDATE ON audit_entry
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit entries are never changed';

CREATE TRIGGER audit_entry_is_never_deleted BEFORE DELETE ON audit_entry
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit entries are never deleted';
