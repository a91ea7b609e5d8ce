package io.flashsale.loadtest.chaos.cell;

import java.util.Optional;

/** Something that goes wrong while people buy, and is mended again. */
@FunctionalInterface
interface Fault {

    /**
     * Waits for its moment, strikes, and mends what is broken.
     *
     * @return empty when the moment never came
     */
    Optional<Strike> strike(Scene scene) throws InterruptedException;
}
