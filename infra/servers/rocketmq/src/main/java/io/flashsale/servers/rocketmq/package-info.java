/** What a broker without replicas needs beside the published artefacts. */
@NullMarked
package io.flashsale.servers.rocketmq;

import org.jspecify.annotations.NullMarked;
