package com.banxiang.testkit;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** Blocking calls we accept, each with its reason. Anything else on an event loop fails the test that made it. */
public final class KnownBlockingCalls implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {

        // Ids and signatures read /dev/urandom, which never waits.
        builder.allowBlockingCallsInside("sun.security.provider.NativePRNG", "engineNextBytes");

        // Texts are read from the class path once per language.
        builder.allowBlockingCallsInside("java.util.ResourceBundle", "getBundleImpl");

        // Netty's allocator locks a magazine for the moment in which it gives it up.
        builder.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator$Magazine", "free");

        // How a type is read is found out once, by one thread; the others wait for it a moment.
        builder.allowBlockingCallsInside(
                "tools.jackson.databind.deser.DeserializerCache", "_createAndCacheValueDeserializer");

        // A breaker counts each call under a lock that is held for the counting alone.
        builder.allowBlockingCallsInside("io.github.resilience4j.core.metrics.SlidingTimeWindowMetrics", "record")
                .allowBlockingCallsInside(
                        "io.github.resilience4j.core.metrics.SlidingTimeWindowMetrics", "getSnapshot");
    }
}
