/** The money: payments, wallets, refunds, and where they are kept. */
@NullMarked
package io.flashsale.payment.domain;

import org.jspecify.annotations.NullMarked;
