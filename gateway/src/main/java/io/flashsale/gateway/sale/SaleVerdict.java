package io.flashsale.gateway.sale;

import io.flashsale.gateway.problem.GatewayProblem;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the gateway does with an attempt to buy. */
public sealed interface SaleVerdict {

    /** Whether the same attempt gets the same verdict when it comes again. */
    boolean isFinal();

    /** Not for the gateway to decide. */
    enum Forward implements SaleVerdict {
        INSTANCE;

        @Override
        public boolean isFinal() {
            return true;
        }
    }

    /** A certain no, in the words order-service would use. */
    record Refuse(
            ProblemType problem, String detail, @Nullable Duration retryAfter) implements SaleVerdict {

        /** Sold out is an answer to the attempt; the others are about the hour, and the same key may come again. */
        @Override
        public boolean isFinal() {
            return problem == GatewayProblem.SOLD_OUT;
        }

        static Refuse soldOut() {
            return new Refuse(GatewayProblem.SOLD_OUT, "Nothing is left of this item.", null);
        }

        static Refuse paused() {
            return new Refuse(GatewayProblem.CAMPAIGN_PAUSED, "The sale is paused and may go on.", null);
        }

        static Refuse closed() {
            return new Refuse(GatewayProblem.CAMPAIGN_CLOSED, "The sale is over.", null);
        }

        static Refuse unknownItem() {
            return new Refuse(GatewayProblem.CAMPAIGN_NOT_FOUND, "No running sale offers this item.", null);
        }

        /** Nobody knows what time it is for the sale. */
        static Refuse blind() {
            return new Refuse(
                    CommonProblem.UNAVAILABLE,
                    "The state of the sale is not known for the moment. Try again shortly.",
                    Duration.ofSeconds(1));
        }

        static Refuse notOpenYet(Duration untilStart) {
            return new Refuse(GatewayProblem.NOT_OPEN_YET, "The sale has not begun by its own clock.", untilStart);
        }
    }
}
