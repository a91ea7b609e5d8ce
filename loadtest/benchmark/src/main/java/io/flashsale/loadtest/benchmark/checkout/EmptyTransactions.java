package io.flashsale.loadtest.benchmark.checkout;

import io.flashsale.loadtest.benchmark.load.Journeys;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.seata.core.exception.TransactionException;
import org.apache.seata.core.model.BranchStatus;
import org.apache.seata.core.model.BranchType;
import org.apache.seata.core.model.Resource;
import org.apache.seata.rm.AbstractResourceManager;
import org.apache.seata.rm.DefaultResourceManager;
import org.apache.seata.rm.RMClient;
import org.apache.seata.tm.TMClient;
import org.apache.seata.tm.api.GlobalTransaction;
import org.apache.seata.tm.api.GlobalTransactionContext;

/**
 * What a wallet checkout asks of the coordinator and nothing else: a global transaction whose branches have nothing to do.
 * Fences are not in it: their rows are written by the services, together with what they guard.
 */
final class EmptyTransactions implements Journeys.Journey {

    private static final int BRANCHES = 3;
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final String APPLICATION = "benchmark";
    private static final String GROUP = "flashsale";

    /** As long as what the services keep there: the arguments of the branch's try. */
    private static final String ARGUMENTS =
            "{\"actionContext\":{\"action-start-time\":1795680000000,\"useTCCFence\":true,"
                    + "\"sys::prepare\":\"tryHold\",\"sys::commit\":\"confirm\",\"sys::rollback\":\"cancel\","
                    + "\"actionName\":\"empty-branch\",\"host-name\":\"127.0.0.1\",\"paymentId\":\"8123456789012345\"}}";

    /**
     * Connects to the coordinator.
     *
     * @param server its address, {@code host:port}
     */
    EmptyTransactions(String server) {
        configure("registry.type", "file");
        configure("config.type", "file");
        // There is no such file: whatever differs from Seata's defaults is here.
        configure("config.file.name", "seata.conf");
        configure("service.vgroupMapping." + GROUP, "default");
        configure("service.default.grouplist", server);
        // As the services have it.
        configure("transport.enableTmClientBatchSendRequest", "false");
        configure("transport.enableRmClientBatchSendRequest", "false");
        // First, because it fills itself when it is asked for.
        DefaultResourceManager.get();
        DefaultResourceManager.mockResourceManager(BranchType.TCC, new NothingToDo());
        TMClient.init(APPLICATION, GROUP);
        RMClient.init(APPLICATION, GROUP);
        for (int branch = 0; branch < BRANCHES; branch++) {
            DefaultResourceManager.get().registerResource(new EmptyBranch(idOf(branch)));
        }
    }

    @Override
    public long make(long intendedAt) {
        GlobalTransaction transaction = GlobalTransactionContext.createNew();
        try {
            transaction.begin(TIMEOUT_MILLIS, "empty-transaction");
            for (int branch = 0; branch < BRANCHES; branch++) {
                DefaultResourceManager.get()
                        .branchRegister(BranchType.TCC, idOf(branch), null, transaction.getXid(), ARGUMENTS, null);
            }
            transaction.commit();
            return 1;
        } catch (TransactionException e) {
            throw new IllegalStateException("An empty transaction failed", e);
        }
    }

    private static void configure(String name, String value) {
        System.setProperty(name, value);
    }

    private static String idOf(int branch) {
        return "empty-branch-" + branch;
    }

    private record EmptyBranch(String id) implements Resource {
        @Override
        public String getResourceGroupId() {
            return "DEFAULT";
        }

        @Override
        public String getResourceId() {
            return id;
        }

        @Override
        public BranchType getBranchType() {
            return BranchType.TCC;
        }
    }

    private static final class NothingToDo extends AbstractResourceManager {
        private final Map<String, Resource> resources = new ConcurrentHashMap<>();

        @Override
        public void registerResource(Resource resource) {
            resources.put(resource.getResourceId(), resource);
            super.registerResource(resource);
        }

        @Override
        public Map<String, Resource> getManagedResources() {
            return resources;
        }

        @Override
        public BranchStatus branchCommit(BranchType type, String xid, long branch, String resource, String arguments) {
            return BranchStatus.PhaseTwo_Committed;
        }

        @Override
        public BranchStatus branchRollback(
                BranchType type, String xid, long branch, String resource, String arguments) {
            return BranchStatus.PhaseTwo_Rollbacked;
        }

        @Override
        public BranchType getBranchType() {
            return BranchType.TCC;
        }
    }
}
