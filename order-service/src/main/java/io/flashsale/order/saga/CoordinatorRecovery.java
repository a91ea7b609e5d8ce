package io.flashsale.order.saga;

import java.util.Collection;
import java.util.List;
import org.apache.seata.core.model.BranchType;
import org.apache.seata.core.model.Resource;
import org.apache.seata.rm.DefaultResourceManager;
import org.apache.seata.saga.engine.StateMachineEngine;
import org.apache.seata.saga.rm.SagaResourceManager;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * Lets the coordinator resume sagas. seata-all also carries its old {@code io.seata} classes, whose resource manager for
 * sagas is loaded last, takes the place of the real one, and knows no state machine engine: without this, every attempt of
 * the coordinator to go forward ends in a NullPointerException.
 */
@Component
class CoordinatorRecovery implements InitializingBean {

    /** Created after the engine, which registers itself where the resource manager looks for it. */
    CoordinatorRecovery(@SuppressWarnings("unused") StateMachineEngine engine) {}

    @Override
    public void afterPropertiesSet() {
        DefaultResourceManager managers = DefaultResourceManager.get();
        Collection<Resource> sagas = List.copyOf(managers.getResourceManager(BranchType.SAGA)
                .getManagedResources()
                .values());
        DefaultResourceManager.mockResourceManager(BranchType.SAGA, new SagaResourceManager());
        // Named again at every new connection: who forgets them is not found any more after the first one is lost.
        sagas.forEach(managers::registerResource);
    }
}
