package com.banxiang.platform.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;

/** Hands a controller whoever {@link AccessFilter} let in, as an argument; null on an open path without a token. */
final class CallerArguments implements WebFluxConfigurer, SyncHandlerMethodArgumentResolver {

    private static final Set<Class<?>> KINDS = Set.of(Caller.class, CallingService.class);

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return KINDS.contains(parameter.getParameterType());
    }

    @Override
    public @Nullable Object resolveArgumentValue(
            MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        return exchange.getAttribute(parameter.getParameterType().getName());
    }
}
