package io.flashsale.reward;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts reward-service. */
@SpringBootApplication
public class RewardServiceApplication {

    /** Runs until the process is told to stop. */
    public static void main(String[] args) {
        SpringApplication.run(RewardServiceApplication.class, args);
    }
}
