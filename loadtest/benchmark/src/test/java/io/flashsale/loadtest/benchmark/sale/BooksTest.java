package io.flashsale.loadtest.benchmark.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.loadtest.benchmark.load.Ids;
import org.junit.jupiter.api.Test;

class BooksTest {

    @Test
    void theSameOrdersInAnyOrderFitTogether() {
        assertThat(Books.compare(ids(3, 1, 2), ids(1, 2, 3), 0)).isEmpty();
    }

    @Test
    void anAcceptedOrderThatIsNotStoredIsFound() {
        assertThat(Books.compare(ids(1, 2, 3), ids(1, 3, 4), 1)).containsExactly("1 accepted orders are not stored");
    }

    @Test
    void anOrderNobodyWasToldOfMayBeThatOfAnUnansweredCall() {
        assertThat(Books.compare(ids(1, 2), ids(1, 2, 3), 1)).isEmpty();
        assertThat(Books.compare(ids(1, 2), ids(1, 2, 3), 0)).hasSize(1);
    }

    @Test
    void anOrderIdThatWasGivenTwiceIsFound() {
        assertThat(Books.compare(ids(1, 2, 2), ids(1, 2), 0)).containsExactly("1 order ids were given to two buyers");
    }

    private static Ids ids(long... values) {
        Ids ids = new Ids();
        for (long value : values) {
            ids.add(value);
        }
        return ids;
    }
}
