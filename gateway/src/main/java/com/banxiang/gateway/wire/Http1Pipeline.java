package com.banxiang.gateway.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.function.Consumer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** The way to the codec of HTTP/1: it is there at once, or over TLS when the two sides have agreed to speak that. */
public final class Http1Pipeline {

    public static HttpServer whenReady(HttpServer server, Consumer<ChannelPipeline> configuration) {
        return server.doOnChannelInit((_, channel, _) -> {
            var pipeline = channel.pipeline();
            if (pipeline.get(NettyPipeline.HttpCodec) != null) {
                configuration.accept(pipeline);
            } else if (pipeline.get(NettyPipeline.H2OrHttp11Codec) != null) {
                pipeline.addBefore(NettyPipeline.H2OrHttp11Codec, null, new AfterHandshake(configuration));
            }
        });
    }

    private static final class AfterHandshake extends ChannelInboundHandlerAdapter {

        private final Consumer<ChannelPipeline> configuration;

        private AfterHandshake(Consumer<ChannelPipeline> configuration) {
            this.configuration = configuration;
        }

        /** Who puts the codec in stands behind us, hears of it next and lets nobody further on hear of it. */
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {

            context.fireUserEventTriggered(event);

            if (event instanceof SslHandshakeCompletionEvent) {
                if (context.pipeline().get(NettyPipeline.HttpCodec) != null) {
                    configuration.accept(context.pipeline());
                }
                context.pipeline().remove(this);
            }
        }
    }

    private Http1Pipeline() {}
}
