-- What one operator asked for and a second one has to ask for, too. The row goes when that happens.
CREATE TABLE first_look (
    action          VARCHAR(200) NOT NULL,
    operator        VARCHAR(128) NOT NULL,
    asked_at        DATETIME(3)  NOT NULL,
    PRIMARY KEY (action)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
