package io.flashsale.reward.points;

import java.time.LocalDateTime;

/**
 * One line of the points ledger. Each movement has two, which cancel out.
 *
 * @param orderId the order it is about; for what expires, the order that earned it
 * @param reference what moved it: rule, refund, hold or lot
 * @param buyerId whose points they are; on the lines of the shop's accounts, too
 * @param points positive if the account got them
 * @param createdAt UTC
 */
record PointsEntry(
        String orderId,
        Movement kind,
        String reference,
        Account account,
        String buyerId,
        long points,
        LocalDateTime createdAt) {}
