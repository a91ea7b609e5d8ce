/** Stands before the class of the same name in the published artefact. */
@NullMarked
package io.seata.core.rpc.netty;

import org.jspecify.annotations.NullMarked;
