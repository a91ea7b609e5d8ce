package io.flashsale.loadtest.auditor;

import io.flashsale.loadtest.auditor.Facts.Fence;
import io.flashsale.loadtest.auditor.Facts.Order;
import io.flashsale.loadtest.auditor.Facts.Parked;
import io.flashsale.loadtest.auditor.Facts.Saga;
import io.flashsale.loadtest.auditor.Facts.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** I12, I13, I16, I17: messages, transactions, rest. */
final class MachineryChecks {

    private final Facts facts;
    private final Instant before;

    MachineryChecks(Facts facts, Duration bound) {
        this.facts = facts;
        this.before = facts.at().minus(bound);
    }

    Finding nothingUnexplainedIsParked() {
        Probe probe = new Probe(
                Invariant.I12,
                "parked_message of every service: status PARKED had no effect yet, and whatever was discarded"
                        + " carries a reason; what was replayed had its effect; journal entries the ledger could not take (journal-dead streams)");
        for (Parked parked : facts.machinery().parked()) {
            boolean explained = parked.reason() != null && !parked.reason().isBlank();
            probe.violatedIf(
                    parked.status().equals("PARKED") || (parked.status().equals("DISCARDED") && !explained),
                    "%s %s, event %s, %s: %s",
                    parked.service(),
                    parked.group(),
                    parked.eventId(),
                    parked.status(),
                    parked.error());
        }
        facts.gates()
                .forEach((item, gate) -> probe.violatedIf(
                        gate.dead() > 0, "gate of item %d: %d journal entries set aside", item, gate.dead()));
        return probe.number("parked ever", facts.machinery().parked().size()).finding();
    }

    Finding nothingIsStuckInSeata() {
        Probe probe = new Probe(
                Invariant.I13,
                "seata.global_table, tcc_fence_log with status 1 (tried) and seata_state_machine_inst not ended in"
                        + " success, each older than the bound");
        for (Session session : facts.machinery().sessions()) {
            probe.violatedIf(
                    session.begun().isBefore(before),
                    "global transaction %s has status %d since %s",
                    session.xid(),
                    session.status(),
                    session.begun());
        }
        for (Fence fence : facts.machinery().fences()) {
            probe.violatedIf(
                    fence.begun().isBefore(before),
                    "%s: branch %s of %s was tried at %s and never ended",
                    fence.service(),
                    fence.action(),
                    fence.xid(),
                    fence.begun());
        }
        for (Saga saga : facts.machinery().sagas()) {
            probe.violatedIf(
                    saga.updated().isBefore(before),
                    "saga %s (%s) is %s, running %s, since %s",
                    saga.id(),
                    saga.businessKey(),
                    saga.status(),
                    saga.running(),
                    saga.updated());
        }
        return probe.number("open transactions", facts.machinery().sessions().size())
                .number("open branches", facts.machinery().fences().size())
                .number("sagas not ended in success", facts.machinery().sagas().size())
                .finding();
    }

    Finding cameToRest(Optional<Rest> rest) {
        if (rest.isEmpty()) {
            return Finding.notChecked(Invariant.I16, "nobody waited for the system to come to rest");
        }
        Probe probe = new Probe(
                Invariant.I16, "time until nothing was pending in any store, polled; what was pending at the end");
        for (String pending : rest.get().pending()) {
            probe.violatedIf(true, "after %d s: %s", rest.get().took().toSeconds(), pending);
        }
        return probe.number("milliseconds", rest.get().took().toMillis())
                .number("bound", rest.get().bound().toMillis())
                .finding();
    }

    Finding everyOrderHadATokenOfItsOwn() {
        Probe probe = new Probe(
                Invariant.I17,
                "orders.token_nonce: every order has one, no two orders share one; admitted_at before token_valid_until");
        Map<String, List<Order>> byNonce = new HashMap<>();
        for (Order order : facts.sales().orders()) {
            String nonce = order.tokenNonce();
            Instant validUntil = order.tokenValidUntil();
            if (nonce == null || validUntil == null) {
                probe.violatedIf(true, "order %s of %s was admitted without a token", order.id(), order.buyer());
                continue;
            }
            byNonce.computeIfAbsent(nonce, _ -> new ArrayList<>()).add(order);
            probe.violatedIf(
                    !order.admittedAt().isBefore(validUntil),
                    "order %s was admitted at %s by a token that ran out at %s",
                    order.id(),
                    order.admittedAt(),
                    validUntil);
        }
        byNonce.forEach((nonce, orders) -> probe.violatedIf(
                orders.size() > 1,
                "one token bought orders %s",
                orders.stream().map(Order::id).toList()));
        return probe.number("tokens", byNonce.size()).finding();
    }
}
