package io.flashsale.messaging;

import io.flashsale.messaging.ParkedMessage.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers a parked message to its listener again, in this process: the topic's other groups, which had it already, do
 * not see it. Of several instances and operators that want to replay a message at the same time one does.
 */
final class ReplayMessage {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayMessage.class);

    /** What came of a replay. */
    sealed interface Outcome {
        /** The message had its effect. */
        record Replayed() implements Outcome {}

        /** The listener failed again; the message stays parked. */
        record FailedAgain(String error) implements Outcome {}

        /** Nothing was done: it was replayed or discarded before. */
        record NotParked(Status status) implements Outcome {}

        /** Nothing was done: it is being replayed right now. */
        record Running() implements Outcome {}

        /** Nothing was done: no listener of this service belongs to the group any more. */
        record NoListener(String group) implements Outcome {}

        /** There is no such message. */
        record Unknown() implements Outcome {}
    }

    private final ParkedMessages parked;
    private final Endpoints endpoints;
    private final Backoff backoff;
    private final int maxReplays;
    private final MessagingMeters meters;

    ReplayMessage(ParkedMessages parked, Endpoints endpoints, Backoff backoff, int maxReplays, MessagingMeters meters) {
        this.parked = parked;
        this.endpoints = endpoints;
        this.backoff = backoff;
        this.maxReplays = maxReplays;
        this.meters = meters;
    }

    /** Replays a message because an operator wants it. */
    Outcome replay(long id, String who, String why) {
        Optional<ParkedMessage> found = parked.find(id);
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        ParkedMessage message = found.get();
        Optional<Endpoint> endpoint = endpoints.ofGroup(message.group());
        if (message.status() == Status.PARKED && endpoint.isEmpty()) {
            return new Outcome.NoListener(message.group());
        }
        if (endpoint.isEmpty() || !parked.claim(id, who, why)) {
            return notParked(id);
        }
        LOG.info("{} replays {} of {}: {}", who, message.message(), message.group(), why);
        return deliver(endpoint.get(), message, false);
    }

    /** Replays a message because it is time. */
    Outcome replay(ParkedMessages.Due due) {
        Optional<Endpoint> endpoint = endpoints.ofGroup(due.group());
        if (endpoint.isEmpty()) {
            return new Outcome.NoListener(due.group());
        }
        int used = maxReplays - due.replaysLeft() + 1;
        Duration next = due.replaysLeft() > 1 ? backoff.after(Math.max(used, 1) + 1) : null;
        if (!parked.claim(due, next)) {
            return notParked(due.id());
        }
        return parked.find(due.id())
                .map(message -> deliver(endpoint.get(), message, true))
                .orElseGet(Outcome.Unknown::new);
    }

    private Outcome deliver(Endpoint endpoint, ParkedMessage parkedMessage, boolean automatic) {
        InboundMessage message = parkedMessage.nextDelivery();
        try {
            endpoint.handle(List.of(message));
        } catch (RuntimeException | Error e) {
            LOG.warn("{} failed to replay {}: {}", endpoint.group(), message, e.toString());
            meters.replayed(endpoint.group(), message, automatic, false);
            parked.failedAgain(parkedMessage.id(), Failure.of(e));
            return new Outcome.FailedAgain(e.toString());
        }
        parked.replayed(parkedMessage.id());
        meters.replayed(endpoint.group(), message, automatic, true);
        return new Outcome.Replayed();
    }

    private Outcome notParked(long id) {
        return parked.find(id)
                .<Outcome>map(message -> message.status() == Status.PARKED
                        ? new Outcome.Running()
                        : new Outcome.NotParked(message.status()))
                .orElseGet(Outcome.Unknown::new);
    }
}
