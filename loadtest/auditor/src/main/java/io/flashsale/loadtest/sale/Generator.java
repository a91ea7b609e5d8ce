package io.flashsale.loadtest.sale;

import java.net.URI;
import java.nio.file.Path;

/**
 * What is needed to load a platform.
 *
 * @param gateway     base address shoppers and operators use; the {@code dev} log-in must be on
 * @param simulations folder with the simulations' jar and everything it needs
 * @param java        the {@code java} executable that runs them
 * @param work        folder for histories, reports and logs; each run gets its own folder inside
 */
public record Generator(URI gateway, Path simulations, Path java, Path work) {}
