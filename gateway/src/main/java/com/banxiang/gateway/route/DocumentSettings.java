package com.banxiang.gateway.route;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param enabled whether the API documents of the services can be read here; a stranger has no use for them */
@ConfigurationProperties("banxiang.gateway.documents")
record DocumentSettings(@DefaultValue("false") boolean enabled) {}
