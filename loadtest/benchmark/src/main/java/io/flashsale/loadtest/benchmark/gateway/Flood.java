package io.flashsale.loadtest.benchmark.gateway;

/**
 * The gateway's memory under a flood from many identities, each with a token, a device and an address of its own.
 *
 * @param identities how many there are; they take turns
 * @param asked questions: challenges and orders that are sold out, in turn
 * @param wrong answers that were neither a challenge nor a definite no
 * @param liveBefore heap that a full collection left, in MiB, before the flood
 * @param liveAfter the same after it
 * @param residentBefore memory of the process before, in MiB
 * @param residentMost the highest during the flood
 * @param residentAfter the same after it
 */
record Flood(
        int identities,
        double seconds,
        long asked,
        long wrong,
        String firstWrong,
        double liveBefore,
        double liveAfter,
        double residentBefore,
        double residentMost,
        double residentAfter) {}
