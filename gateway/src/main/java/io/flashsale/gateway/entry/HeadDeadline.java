package io.flashsale.gateway.entry;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Closes a connection whose request line and headers take too long, counted from their first byte. The server's own
 * idle time-out begins anew with every byte, and its other limits begin after the headers.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {

    private final Duration patience;
    private boolean wanted = true;
    private @Nullable Future<?> deadline;

    private HeadDeadline(Duration patience) {
        this.patience = patience;
    }

    /** Watches a connection that has just been accepted. */
    static void watch(ChannelPipeline pipeline, Duration patience) {
        HeadDeadline bytes = new HeadDeadline(patience);
        pipeline.addFirst("head-deadline", bytes);
        pipeline.addBefore(NettyPipeline.HttpTrafficHandler, "head-complete", bytes.messages());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
        if (wanted && deadline == null) {
            deadline = context.executor().schedule(() -> close(context), patience.toMillis(), TimeUnit.MILLISECONDS);
        }
        super.channelRead(context, bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        met();
        super.channelInactive(context);
    }

    private static void close(ChannelHandlerContext context) {
        Future<?> _ = context.close();
    }

    private void met() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private ChannelHandler messages() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
                if (message instanceof HttpRequest) {
                    wanted = false;
                    met();
                }
                if (message instanceof LastHttpContent) {
                    wanted = true;
                }
                super.channelRead(context, message);
            }
        };
    }
}
