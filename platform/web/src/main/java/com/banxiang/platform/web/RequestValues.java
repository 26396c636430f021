package com.banxiang.platform.web;

import com.banxiang.platform.id.TimeOrderedIds;
import java.beans.PropertyEditorSupport;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;

/** Reads paths and queries by the same conventions as bodies. */
@ControllerAdvice
class RequestValues implements WebFluxConfigurer {

    /** A converter alone won't do: where it refuses, Spring would ask a lenient editor of its own. */
    @InitBinder
    void readIdsStrictly(WebDataBinder binder) {
        binder.registerCustomEditor(UUID.class, new IdReader());
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, Times::parse);
        registry.addConverterFactory(new EnumReader());
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(new PageRequestReader());
    }

    private static final class IdReader extends PropertyEditorSupport {

        @Override
        public void setAsText(String text) {
            setValue(TimeOrderedIds.parse(text));
        }
    }

    @SuppressWarnings("rawtypes") // Spring asks for a factory of raw enums
    private static final class EnumReader implements ConverterFactory<String, Enum> {

        @Override
        public <T extends Enum> Converter<String, T> getConverter(Class<T> type) {
            return text -> constant(type, text);
        }

        private static <T extends Enum> T constant(Class<T> type, String text) {

            for (var constant : type.getEnumConstants()) {
                if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return constant;
                }
            }

            throw new IllegalArgumentException("%s: unknown".formatted(type.getSimpleName()));
        }
    }

    private static final class PageRequestReader implements SyncHandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == PageRequest.class;
        }

        @Override
        public Object resolveArgumentValue(
                MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
            var query = exchange.getRequest().getQueryParams();
            return PageRequest.of(query.getFirst("limit"), query.getFirst("cursor"));
        }
    }
}
