package com.banxiang.testkit.api;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** What a part maps by itself: neither the platform's endpoints, which have tests of their own, nor a library's. */
public final class OwnEndpoints {

    public static Set<RequestMappingInfo> of(RequestMappingHandlerMapping mappings) {
        return mappings.getHandlerMethods().entrySet().stream()
                .filter(it -> isOwn(it.getValue().getBeanType().getName()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean isOwn(String type) {
        return type.startsWith("com.banxiang.") && !type.startsWith("com.banxiang.platform.");
    }

    private OwnEndpoints() {}
}
