/** Alipay's open platform: RSA2 signatures, yuan strings, Beijing time. */
@NullMarked
package io.flashsale.payment.provider.alipay;

import org.jspecify.annotations.NullMarked;
