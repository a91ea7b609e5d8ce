package io.flashsale.order.application;

/** Which triggers are in use. */
public interface ExpiryTriggers {

    boolean isOn(ExpiryTrigger trigger);
}
