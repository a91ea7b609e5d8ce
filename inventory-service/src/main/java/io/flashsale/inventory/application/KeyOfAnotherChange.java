package io.flashsale.inventory.application;

/** The key was used before, for another change of the same item. */
public final class KeyOfAnotherChange extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private KeyOfAnotherChange(String message) {
        super(message, null, false, false);
    }

    static KeyOfAnotherChange of(String key) {
        return new KeyOfAnotherChange("The key " + key + " belongs to another change of this item's stock.");
    }
}
