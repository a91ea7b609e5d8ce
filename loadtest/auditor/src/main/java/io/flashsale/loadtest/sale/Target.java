package io.flashsale.loadtest.sale;

import io.flashsale.loadtest.auditor.Stores;

/**
 * A platform whose stores can be read.
 *
 * @param generator loads it
 * @param stores    for the audit
 */
public record Target(Generator generator, Stores stores) {}
