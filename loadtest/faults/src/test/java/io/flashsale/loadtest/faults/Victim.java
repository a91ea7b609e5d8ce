package io.flashsale.loadtest.faults;

import java.time.Instant;

/** A program that does one thing three times. */
final class Victim {

    private Victim() {}

    public static void main(String[] arguments) {
        for (int i = 1; i <= 3; i++) {
            work(i);
        }
        System.out.println("it is " + Instant.now());
        System.out.println(isAllowed() ? "allowed" : "refused");
    }

    static void work(int time) {
        System.out.println("worked " + time);
    }

    static boolean isAllowed() {
        return false;
    }
}
