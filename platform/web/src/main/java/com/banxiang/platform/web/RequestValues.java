package com.banxiang.platform.web;

import com.banxiang.platform.id.TimeOrderedIds;
import java.beans.PropertyEditorSupport;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.core.MethodParameter;
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
    void readStrictly(WebDataBinder binder) {
        binder.registerCustomEditor(UUID.class, new IdReader());
        binder.registerCustomEditor(Enum.class, new EnumReader());
        binder.registerCustomEditor(String.class, new TextReader());
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, Times::parse);
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

    /** PostgreSQL keeps no NUL, and no person types one. */
    private static final class TextReader extends PropertyEditorSupport {

        @Override
        public void setAsText(String text) {

            if (text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("text: has a NUL character (expected: none)");
            }

            setValue(text);
        }
    }

    /** Hands the name of the constant on, which Spring then looks up in whatever enum is asked for. */
    private static final class EnumReader extends PropertyEditorSupport {

        private static final Pattern FORM = Pattern.compile("[a-z0-9_]+");

        @Override
        public void setAsText(String text) {

            if (!FORM.matcher(text).matches()) {
                throw new IllegalArgumentException("enum: %s (expected: lower_snake_case)".formatted(text));
            }

            setValue(text.toUpperCase(Locale.ROOT));
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
