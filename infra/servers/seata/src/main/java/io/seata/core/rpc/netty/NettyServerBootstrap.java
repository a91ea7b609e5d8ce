package io.seata.core.rpc.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import io.seata.common.XID;
import io.seata.common.thread.NamedThreadFactory;
import io.seata.config.ConfigurationFactory;
import io.seata.core.rpc.RemotingBootstrap;
import io.seata.core.rpc.netty.v1.ProtocolV1Decoder;
import io.seata.core.rpc.netty.v1.ProtocolV1Encoder;
import io.seata.discovery.registry.MultiRegistryFactory;
import io.seata.discovery.registry.RegistryService;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The RPC port of the Seata server, bound to the address in the system property {@code server.address},
 * as its web port is, instead of every network interface. The published server offers no setting for that,
 * so this class takes the place of the published one by coming first on the class path.
 */
public class NettyServerBootstrap implements RemotingBootstrap {

    private final NettyServerConfig config;
    private final EventLoopGroup acceptors;
    private final EventLoopGroup workers;
    private final AtomicBoolean started = new AtomicBoolean();
    private ChannelHandler[] handlers = {};
    private int listenPort;

    public NettyServerBootstrap(NettyServerConfig config) {
        this.config = config;
        this.acceptors = eventLoops(config.getBossThreadPrefix(), config.getBossThreadSize());
        this.workers = eventLoops(config.getWorkerThreadPrefix(), config.getServerWorkerThreads());
    }

    protected void setChannelHandlers(ChannelHandler... handlers) {
        this.handlers = handlers.clone();
    }

    public void setListenPort(int listenPort) {
        if (listenPort <= 0) {
            throw new IllegalArgumentException("No port to listen on: " + listenPort);
        }
        this.listenPort = listenPort;
    }

    public int getListenPort() {
        if (listenPort == 0) {
            setListenPort(Integer.parseInt(ConfigurationFactory.getInstance().getConfig("server.servicePort")));
        }
        return listenPort;
    }

    @Override
    public void start() {
        ServerBootstrap server = new ServerBootstrap()
                .group(acceptors, workers)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, config.getSoBackLogSize())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_SNDBUF, config.getServerSocketSendBufSize())
                .childOption(ChannelOption.SO_RCVBUF, config.getServerSocketResvBufSize())
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(
                                config.getWriteBufferLowWaterMark(), config.getWriteBufferHighWaterMark()))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new IdleStateHandler(config.getChannelMaxReadIdleSeconds(), 0, 0))
                                .addLast(new ProtocolV1Decoder(), new ProtocolV1Encoder())
                                .addLast(handlers);
                    }
                });
        try {
            server.bind(System.getProperty("server.address", "127.0.0.1"), getListenPort())
                    .sync();
            for (RegistryService<?> registry : MultiRegistryFactory.getInstances()) {
                registry.register(ownAddress());
            }
            started.set(true);
        } catch (Exception e) {
            throw new IllegalStateException("The Seata server cannot listen on port " + listenPort, e);
        }
    }

    @Override
    public void shutdown() {
        try {
            if (started.get()) {
                for (RegistryService<?> registry : MultiRegistryFactory.getInstances()) {
                    registry.unregister(ownAddress());
                    registry.close();
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException("The Seata server could not leave its registry", e);
        } finally {
            acceptors.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
            workers.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private static InetSocketAddress ownAddress() {
        return new InetSocketAddress(XID.getIpAddress(), XID.getPort());
    }

    private static EventLoopGroup eventLoops(String prefix, int size) {
        return new NioEventLoopGroup(size, new NamedThreadFactory(prefix, size));
    }
}
