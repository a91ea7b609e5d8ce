package io.flashsale.reward.points;

import io.flashsale.testing.Contracts;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What this service says is what the example files say. */
class ContractTest {

    @Test
    void writesWhatBecameOfPoints() {
        Contracts.assertWrittenLike(
                "reward-events/PointsGranted.v1.json", points(Instant.parse("2026-11-11T12:00:04.120Z")));
        Contracts.assertWrittenLike(
                "reward-events/PointsReversed.v1.json", points(Instant.parse("2026-11-11T12:05:00.200Z")));
    }

    private static RewardEvents.PointsMessage points(Instant at) {
        return new RewardEvents.PointsMessage("7310554411200513", "buyer-17", 199, at);
    }
}
