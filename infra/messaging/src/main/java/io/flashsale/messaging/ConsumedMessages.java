package io.flashsale.messaging;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which events had their effect here. The unique key of {@code consumed_message} proves "once". */
final class ConsumedMessages {

    private final JdbcTemplate jdbc;

    ConsumedMessages(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Records the event in the current transaction; false if it was recorded before. */
    boolean isNew(String group, String eventId) {
        try {
            jdbc.update("INSERT INTO consumed_message (consumer_group, event_id) VALUES (?, ?)", group, eventId);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }
}
