package io.flashsale.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartOrderTest {

    private final List<Component> order = Collections.synchronizedList(new ArrayList<>());

    @Test
    void everythingComesAfterWhatItNeeds() {
        StartOrder.forward(EnumSet.allOf(Component.class), 4, order::add);

        assertThat(order).hasSize(Component.values().length);
        for (Component component : order) {
            assertThat(order.subList(0, order.indexOf(component))).containsAll(component.needs());
        }
    }

    @Test
    void stoppingGoesTheOtherWayRound() {
        StartOrder.backward(EnumSet.allOf(Component.class), 4, order::add);

        for (Component component : order) {
            assertThat(order.subList(order.indexOf(component), order.size())).containsAll(component.needs());
        }
    }

    @Test
    void afterAFailureNothingThatNeedsItBegins() {
        assertThatThrownBy(() -> StartOrder.forward(EnumSet.allOf(Component.class), 1, component -> {
                    if (component == Component.MARIADB) {
                        throw new LauncherProblem("broken");
                    }
                    order.add(component);
                }))
                .hasMessage("broken");

        assertThat(order).doesNotContain(Component.SEATA, Component.INVENTORY, Component.ORDER, Component.PAYMENT);
    }

    @Test
    void declarationOrderIsAStartOrder() {
        for (Component component : Component.values()) {
            assertThat(component.needs()).allMatch(need -> need.compareTo(component) < 0);
        }
    }

    @Test
    void askingForOneComponentBringsWhatItNeeds() {
        assertThat(Component.withNeeds(EnumSet.of(Component.SEATA)))
                .containsExactlyInAnyOrder(Component.SEATA, Component.MARIADB);
        assertThat(Component.named("order")).isEqualTo(Component.ORDER);
        assertThatThrownBy(() -> Component.named("nobody")).hasMessageContaining("mariadb");
    }
}
