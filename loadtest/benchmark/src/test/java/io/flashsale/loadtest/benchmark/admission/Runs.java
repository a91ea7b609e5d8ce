package io.flashsale.loadtest.benchmark.admission;

import io.flashsale.loadtest.benchmark.measure.Usage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measurements of admission as tests want them. */
final class Runs {

    private Runs() {}

    /** 10,000 accepted, all persisted, in one process. */
    static Measured of(Arm arm, int round, double perSecond, double cpuPerThousand, String... violations) {
        return new Measured(
                arm,
                round,
                10_000,
                perSecond,
                perSecond,
                1,
                2,
                0,
                100,
                100,
                new Usage(Map.of("server", cpuPerThousand * 10), 50, 1, 0, 1),
                Optional.empty(),
                0,
                0,
                List.of(violations));
    }
}
