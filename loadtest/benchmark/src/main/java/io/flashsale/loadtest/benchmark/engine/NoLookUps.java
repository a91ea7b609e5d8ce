package io.flashsale.loadtest.benchmark.engine;

import io.flashsale.order.admission.Attempt;
import io.flashsale.order.admission.Batch;
import io.flashsale.order.admission.BatchVerdict;
import io.flashsale.order.admission.ItemKey;
import io.flashsale.order.admission.LiveSale;
import io.flashsale.order.admission.StockGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Lanes ask this port only for purchases that cannot succeed; there are none while stock lasts. */
final class NoLookUps implements StockGate {

    @Override
    public Reserved reserve(Batch batch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<BatchVerdict> verdictOf(ItemKey item, String batchId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<BatchVerdict> seal(ItemKey item, String batchId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Answer> answers(ItemKey item, List<Attempt> attempts) {
        throw new UnsupportedOperationException();
    }

    @Override
    public LiveSale live(String known, Duration patience) {
        throw new UnsupportedOperationException();
    }
}
