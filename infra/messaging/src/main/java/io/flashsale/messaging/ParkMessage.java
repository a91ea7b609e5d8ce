package io.flashsale.messaging;

import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parks a message: for a timer that replays it if its failure is transient, else for an operator. */
final class ParkMessage {

    private static final Logger LOG = LoggerFactory.getLogger(ParkMessage.class);

    private final ParkedMessages parked;
    private final Backoff backoff;
    private final int maxReplays;
    private final Clock clock;
    private final FirstFailures firstFailures = new FirstFailures();

    ParkMessage(ParkedMessages parked, Backoff backoff, int maxReplays, Clock clock) {
        this.parked = parked;
        this.backoff = backoff;
        this.maxReplays = maxReplays;
        this.clock = clock;
    }

    /** Notes that a message has failed and will be tried again, or parked. */
    void failed(String group, InboundMessage message) {
        firstFailures.of(group, message.context().eventId(), clock.instant());
    }

    /** Notes that a message that had failed succeeded. */
    void succeeded(String group, InboundMessage message) {
        if (message.context().attempt() > 1) {
            firstFailures.forget(group, message.context().eventId());
        }
    }

    /** Parks the message; false if not even that is possible now. */
    boolean park(String group, InboundMessage message, Failure failure) {
        Instant firstFailed = firstFailures.of(group, message.context().eventId(), clock.instant());
        boolean replay = failure.transientOne() && maxReplays > 0;
        try {
            parked.park(
                    group,
                    message,
                    failure,
                    firstFailed,
                    failure.transientOne() ? maxReplays : 0,
                    replay ? backoff.after(1) : null);
        } catch (RuntimeException e) {
            LOG.error("{} can neither handle nor park {}", group, message, e);
            return false;
        }
        firstFailures.forget(group, message.context().eventId());
        LOG.error(
                "{} parked {} {}: {}: {}",
                group,
                message,
                replay ? "to be replayed" : "for an operator",
                failure.errorClass(),
                failure.message());
        return true;
    }
}
