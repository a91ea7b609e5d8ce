package io.flashsale.loadtest.sale;

import io.flashsale.loadtest.auditor.Stores;
import java.net.URI;
import java.nio.file.Path;

/**
 * The running platform, and what is needed to load it.
 *
 * @param gateway     base address shoppers and operators use; the {@code dev} log-in must be on
 * @param stores      for the audit
 * @param simulations folder with the simulations' jar and everything it needs
 * @param java        the {@code java} executable that runs them
 * @param work        folder for histories, reports and logs; each run gets its own folder inside
 */
public record Target(URI gateway, Stores stores, Path simulations, Path java, Path work) {}
